//! Every line and total checked against its standard.
