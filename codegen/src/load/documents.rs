//! `schemas/documents/`: files and messages that the worker writes or reads besides its APIs.

use super::schema::{Library, Reader};
use super::source::Sources;
use crate::model::Document;

/// All documents, by name.
pub fn load(sources: &mut Sources) -> Vec<Document> {
    let files = sources.in_folder("schemas/documents");
    let mut documents = Vec::new();
    for (name, path, file) in files {
        let library = Library::new(&path, "definitions", &file);
        let mut reader = Reader { own: &library, others: &[], diagnostics: &mut sources.diagnostics };
        let definitions = reader.definitions();
        let schema = reader.schema(&file);
        reader.check_defaults(&file, &definitions);
        documents.push(Document { name, schema, definitions });
    }
    documents
}
