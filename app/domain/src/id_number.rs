//! Identity numbers (GB 11643-1999) and other numbers that must not be published.
