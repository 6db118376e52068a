//! The modules of a crate, read from its files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item, ItemMod};

use super::tokens::{self, Found};

/// Gives a file's content; nothing where there is no such file.
pub(super) type ReadFile<'a> = &'a dyn Fn(&Path) -> Result<Option<String>>;

/// Reads from the disk.
pub(super) fn from_disk(path: &Path) -> Result<Option<String>> {
    if !path.is_file() {
        return Ok(None);
    }
    let content = std::fs::read_to_string(path);
    Ok(Some(content.with_context(|| {
        format!("cannot read {}", path.display())
    })?))
}

/// All modules of a crate but those for tests.
pub(super) struct Tree {
    /// The first is the crate's root.
    pub(super) modules: Vec<Module>,
    pub(super) files: Vec<PathBuf>,
    /// Macros that are exported, and so named at the root: the module of each.
    pub(super) exported_macros: BTreeMap<String, usize>,
}

/// One module.
pub(super) struct Module {
    /// Which of the tree's files it is in.
    pub(super) file: usize,
    pub(super) parent: Option<usize>,
    pub(super) children: BTreeMap<String, usize>,
    /// The names that are declared here.
    pub(super) items: BTreeSet<String>,
    pub(super) names: Found,
}

impl Tree {
    /// Reads a crate from its root file.
    pub(super) fn read(root: &Path, read: ReadFile<'_>) -> Result<Self> {
        let mut tree = Self {
            modules: Vec::new(),
            files: Vec::new(),
            exported_macros: BTreeMap::new(),
        };
        let content = read(root)?.with_context(|| format!("{} is missing", root.display()))?;
        let folder = root.parent().map_or_else(PathBuf::new, Path::to_path_buf);
        tree.file(root.to_path_buf(), &content, &folder, None, read)?;
        Ok(tree)
    }

    /// Adds a file's module; its submodules are in `folder`.
    fn file(
        &mut self,
        path: PathBuf,
        content: &str,
        folder: &Path,
        parent: Option<usize>,
        read: ReadFile<'_>,
    ) -> Result<usize> {
        let parsed =
            syn::parse_file(content).with_context(|| format!("cannot parse {}", path.display()))?;
        self.files.push(path);
        let file = self.files.len() - 1;
        self.module(file, parsed.items, folder, parent, read)
    }

    fn module(
        &mut self,
        file: usize,
        items: Vec<Item>,
        folder: &Path,
        parent: Option<usize>,
        read: ReadFile<'_>,
    ) -> Result<usize> {
        let this = self.modules.len();
        let mut module = Module {
            file,
            parent,
            children: BTreeMap::new(),
            items: BTreeSet::new(),
            names: Found::default(),
        };
        let mut submodules = Vec::new();
        for item in items {
            if attributes(&item).iter().any(is_for_tests) {
                continue;
            }
            match item {
                Item::Mod(item) => submodules.push(item),
                Item::Use(item) => module.names.import(&item),
                Item::Macro(item) => {
                    if let Some(name) = &item.ident {
                        module.items.insert(name.to_string());
                        if item
                            .attrs
                            .iter()
                            .any(|one| one.path().is_ident("macro_export"))
                        {
                            self.exported_macros.insert(name.to_string(), this);
                        }
                    }
                    declared_in(item.mac.tokens.clone(), &mut module.items);
                    module.names.scan(item.into_token_stream());
                }
                other => {
                    module.items.extend(name(&other));
                    module.names.scan(other.into_token_stream());
                }
            }
        }
        self.modules.push(module);
        for item in submodules {
            let name = item.ident.to_string();
            let child = self.submodule(this, item, folder, read)?;
            if let Some(module) = self.modules.get_mut(this) {
                module.children.insert(name, child);
            }
        }
        Ok(this)
    }

    fn submodule(
        &mut self,
        parent: usize,
        item: ItemMod,
        folder: &Path,
        read: ReadFile<'_>,
    ) -> Result<usize> {
        let name = item.ident.to_string();
        let inner = folder.join(&name);
        if let Some((_, items)) = item.content {
            let file = self.modules.get(parent).map_or(0, |module| module.file);
            return self.module(file, items, &inner, Some(parent), read);
        }
        for path in [folder.join(format!("{name}.rs")), inner.join("mod.rs")] {
            if let Some(content) = read(&path)? {
                return self.file(path, &content, &inner, Some(parent), read);
            }
        }
        anyhow::bail!(
            "there is no file of the module {name} in {}",
            folder.display()
        )
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    tokens::is_for_tests(&attribute.meta.to_token_stream())
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// What a macro's input looks as if it declared.
fn declared_in(tokens: TokenStream, items: &mut BTreeSet<String>) {
    let mut is_declaration = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if is_declaration => {
                items.insert(ident.to_string());
                is_declaration = false;
            }
            TokenTree::Ident(ident) => {
                is_declaration = ["const", "enum", "fn", "static", "struct", "type"]
                    .iter()
                    .any(|keyword| ident == keyword);
            }
            TokenTree::Group(group) => {
                declared_in(group.stream(), items);
                is_declaration = false;
            }
            _ => is_declaration = false,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A crate of made-up files; the first is its root.
    pub(in super::super) fn tree(files: &[(&str, &str)]) -> Tree {
        let content: BTreeMap<&str, &str> = files.iter().copied().collect();
        let read = |path: &Path| {
            Ok(content
                .get(path.to_str().expect("UTF-8"))
                .map(|one| (*one).to_owned()))
        };
        let root = files.first().expect("a root").0;
        Tree::read(Path::new(root), &read).expect("a crate")
    }

    fn files(tree: &Tree) -> Vec<&str> {
        tree.files.iter().filter_map(|file| file.to_str()).collect()
    }

    #[test]
    fn modules_are_found_in_files_and_folders() {
        let tree = tree(&[
            (
                "src/lib.rs",
                "mod a; pub mod b { mod c; } #[cfg(test)] mod tests;",
            ),
            (
                "src/a.rs",
                "mod deep; #[cfg(test)] mod tests { use super::deep::X; }",
            ),
            ("src/a/deep.rs", "struct X;"),
            ("src/b/c/mod.rs", "mod d;"),
            ("src/b/c/d.rs", ""),
        ]);
        assert_eq!(
            files(&tree),
            [
                "src/lib.rs",
                "src/a.rs",
                "src/a/deep.rs",
                "src/b/c/mod.rs",
                "src/b/c/d.rs"
            ]
        );
    }

    #[test]
    fn macros_declare_what_they_look_like() {
        let tree = tree(&[("src/lib.rs", "kinds! { pub enum Kind { A } }")]);
        assert!(tree.modules.first().expect("a root").items.contains("Kind"));
    }
}
