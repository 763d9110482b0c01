//! API types, clients, and the traits by which a server offers a service.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::{rust, types};
use crate::files::Files;
use crate::model::{Method, Model, Operation, Parameter, Scopes, Service};
use crate::names;

/// Adds `src/api.rs` and a module for each service.
pub fn emit(model: &Model, files: &mut Files) {
    let mut modules = TokenStream::new();
    for service in &model.services {
        let module = rust::ident(&names::snake(&service.name));
        let doc =
            rust::doc(&format!("The {} service, from `schemas/api/{}.yml`.", service.name, service.name));
        modules.extend(quote! { #doc pub mod #module; });
        files.add(format!("src/api/{}.rs", names::snake(&service.name)), module_of(service));
    }
    files
        .add("src/api.rs", rust::file("Taskcluster's services: types, clients and server traits.", &modules));
}

fn module_of(service: &Service) -> String {
    let types = types_of(service);
    let operations = operations(service);
    let client = client(service);
    let server = server(service);
    let dispatch = dispatch(service);
    let imports = rust::imports(&quote! { #client #server #types });
    rust::file(
        &service.description,
        &quote! {
            #imports
            use serde_json::Value;

            use crate::runtime::api::{ApiRequest, Operation, Reply, ServerError, ServerRequest, Transport};

            #operations
            #client
            #server
            #dispatch
            #types
        },
    )
}

fn types_of(service: &Service) -> TokenStream {
    let outputs: BTreeSet<_> =
        service.operations.iter().filter_map(|operation| operation.output.clone()).collect();
    let inputs = service.operations.iter().filter_map(|operation| operation.input.clone());
    let named = outputs.iter().cloned().chain(inputs).collect();
    let options = types::Options { read_leniently: outputs, named, ..types::Options::default() };
    types::emit(&service.definitions, &options)
}

fn operations(service: &Service) -> TokenStream {
    let consts = service.operations.iter().map(|operation| operation_const(service, operation));
    let names = service.operations.iter().map(const_name);
    let parameters = parameters(service).into_iter().map(|name| {
        let constant = rust::ident(&names::screaming(&name));
        let doc = rust::doc(&format!("`{name}`"));
        quote! { #doc pub const #constant: &str = #name; }
    });
    let any_scopes = service.operations.iter().any(|operation| operation.scopes.is_some());
    let scope_expression = any_scopes.then(|| quote! { , ScopeExpression });
    let service_name = &service.name;
    quote! {
        /// The name of the service.
        pub const SERVICE: &str = #service_name;

        /// All operations of the service, in the order of its schema.
        pub const OPERATIONS: &[&Operation] = &[#(&operations::#names),*];

        /// What each operation looks like on the wire.
        pub mod operations {
            use crate::runtime::api::{Method, Operation #scope_expression};

            #(#consts)*
        }

        /// The names of the parameters in routes, queries and scopes.
        pub mod parameters {
            #(#parameters)*
        }
    }
}

/// The names of all parameters of `service`.
fn parameters(service: &Service) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for operation in &service.operations {
        names.extend(operation.args.iter().chain(&operation.query).cloned());
        if let Some(scopes) = &operation.scopes {
            scope_parameters(scopes, &mut names);
        }
    }
    names
}

fn scope_parameters(scopes: &Scopes, found: &mut BTreeSet<String>) {
    match scopes {
        Scopes::Scope(template) => found.extend(names::placeholders(template)),
        Scopes::AllOf(list) | Scopes::AnyOf(list) => {
            list.iter().for_each(|part| scope_parameters(part, found))
        }
        Scopes::ForEach { template, variable, list } => {
            found.extend(names::placeholders(template).filter(|name| name != variable));
            found.insert(list.clone());
        }
        Scopes::If { parameter, then, otherwise } => {
            found.insert(parameter.clone());
            scope_parameters(then, found);
            otherwise.iter().for_each(|scopes| scope_parameters(scopes, found));
        }
    }
}

fn operation_const(service: &Service, operation: &Operation) -> TokenStream {
    let doc = rust::doc(&format!("`{} {}`", operation.method.as_str(), operation.route));
    let constant = const_name(operation);
    let (service_name, version) = (&service.name, &service.version);
    let (name, route, query) = (&operation.name, &operation.route, &operation.query);
    let special = || {
        let is_ours = |parameter: &&Parameter| operation.args.contains(&parameter.name);
        service.parameters.iter().filter(is_ours)
    };
    let secret_args = special().filter(|parameter| parameter.secret).map(|parameter| &parameter.name);
    let two_segments =
        special().filter(|parameter| parameter.two_segments_in_2018).map(|parameter| &parameter.name);
    let method = rust::ident(match operation.method {
        Method::Get => "Get",
        Method::Post => "Post",
        Method::Put => "Put",
        Method::Delete => "Delete",
    });
    let input = optional(operation.input.as_ref());
    let output = optional(operation.output.as_ref());
    let scopes = match &operation.scopes {
        Some(scopes) => {
            let scopes = scope_expression(scopes);
            quote! { Some(&#scopes) }
        }
        None => quote! { None },
    };
    quote! {
        #doc
        pub const #constant: Operation = Operation {
            service: #service_name,
            version: #version,
            name: #name,
            method: Method::#method,
            route: #route,
            secret_args: &[#(#secret_args),*],
            two_segments_in_2018: &[#(#two_segments),*],
            query: &[#(#query),*],
            input: #input,
            output: #output,
            scopes: #scopes,
        };
    }
}

fn scope_expression(scopes: &Scopes) -> TokenStream {
    match scopes {
        Scopes::Scope(template) => quote! { ScopeExpression::Scope(#template) },
        Scopes::AllOf(list) => {
            let list = list.iter().map(scope_expression);
            quote! { ScopeExpression::AllOf(&[#(#list),*]) }
        }
        Scopes::AnyOf(list) => {
            let list = list.iter().map(scope_expression);
            quote! { ScopeExpression::AnyOf(&[#(#list),*]) }
        }
        Scopes::ForEach { template, variable, list } => {
            quote! { ScopeExpression::ForEach { template: #template, variable: #variable, list: #list } }
        }
        Scopes::If { parameter, then, otherwise } => {
            let then = scope_expression(then);
            let otherwise = match otherwise {
                Some(scopes) => {
                    let scopes = scope_expression(scopes);
                    quote! { Some(&#scopes) }
                }
                None => quote! { None },
            };
            quote! { ScopeExpression::If { parameter: #parameter, then: &#then, otherwise: #otherwise } }
        }
    }
}

fn client(service: &Service) -> TokenStream {
    let name = rust::ident(&names::pascal(&service.name));
    let doc = rust::doc(&format!("A client of the {} service: one method for each operation.", service.name));
    let methods = service.operations.iter().map(client_method);
    quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct #name<T> {
            transport: T,
        }

        impl<T: Transport> #name<T> {
            /// A client that calls through `transport`.
            pub const fn new(transport: T) -> Self {
                Self { transport }
            }

            #(#methods)*
        }
    }
}

fn client_method(operation: &Operation) -> TokenStream {
    let doc = operation_doc(operation);
    let method = method_name(operation);
    let constant = const_name(operation);
    let args = operation.args.iter().map(|arg| argument(arg)).collect::<Vec<_>>();
    let arg_names = &operation.args;
    let query = operation.query.iter().map(|arg| argument(arg)).collect::<Vec<_>>();
    let query_pairs = operation.query.iter().zip(&query).map(|(name, variable)| {
        quote! { #variable.map(|value| (#name, value.to_owned())) }
    });
    let query_list = if query.is_empty() {
        quote! { Vec::new() }
    } else {
        quote! { [#(#query_pairs),*].into_iter().flatten().collect() }
    };
    let many = many_arguments(operation, 0);
    let output = output_type(operation);
    let (payload, body) = match &operation.input {
        Some(input) => {
            let input = rust::ident(input);
            (quote! { , payload: &#input }, quote! { ApiRequest::json(payload) })
        }
        None => (TokenStream::new(), quote! { None }),
    };
    quote! {
        #doc
        ///
        /// # Errors
        ///
        /// When the transport cannot bring back an answer, or the service refuses.
        #many
        pub async fn #method(
            &self #(, #args: &str)* #(, #query: Option<&str>)* #payload
        ) -> Result<#output, T::Error> {
            let request = ApiRequest {
                operation: &operations::#constant,
                args: vec![#((#arg_names, #args.to_owned())),*],
                query: #query_list,
                body: #body,
            };
            self.transport.call(request).await
        }
    }
}

fn server(service: &Service) -> TokenStream {
    let name = server_name(service);
    let doc = rust::doc(&format!(
        "What a server of the {} service does. Operations that it does not implement answer that they are not offered.",
        service.name
    ));
    let methods = service.operations.iter().map(server_method);
    quote! {
        #doc
        #[expect(unused_variables, reason = "operations that are not offered look at nothing")]
        pub trait #name: Send + Sync {
            /// What the server knows of the caller.
            type Context: Send + Sync;

            #(#methods)*
        }
    }
}

fn server_method(operation: &Operation) -> TokenStream {
    let doc = rust::doc(&operation.summary);
    let method = method_name(operation);
    let constant = const_name(operation);
    let args = operation.args.iter().map(|arg| argument(arg)).collect::<Vec<_>>();
    let query = operation.query.iter().map(|arg| argument(arg)).collect::<Vec<_>>();
    let many = many_arguments(operation, 1);
    let output = output_type(operation);
    let payload = operation.input.as_ref().map(|input| {
        let input = rust::ident(input);
        quote! { , payload: #input }
    });
    quote! {
        #doc
        #many
        fn #method(
            &self, context: &Self::Context #(, #args: &str)* #(, #query: Option<String>)* #payload
        ) -> impl Future<Output = Result<Reply<#output>, ServerError>> + Send {
            async { Err(ServerError::not_offered(&operations::#constant)) }
        }
    }
}

fn dispatch(service: &Service) -> TokenStream {
    let name = server_name(service);
    let arms = service.operations.iter().map(|operation| {
        let method = method_name(operation);
        let wire_name = &operation.name;
        let args = &operation.args;
        let query = &operation.query;
        let payload = operation.input.as_ref().map(|_| quote! { , request.body()? });
        quote! {
            #wire_name => ServerRequest::answer(
                server
                    .#method(context #(, request.arg(#args)?)* #(, request.query_value(#query))* #payload)
                    .await?,
            ),
        }
    });
    quote! {
        /// Hands `request` to the method of `server` that implements its operation.
        ///
        /// # Errors
        ///
        /// What the server answers, 400 for a body that does not fit, 404 for an operation of another service.
        pub async fn dispatch<S: #name>(
            server: &S,
            context: &S::Context,
            request: &ServerRequest,
        ) -> Result<Reply<Value>, ServerError> {
            match request.operation.name {
                #(#arms)*
                _ => Err(ServerError::not_offered(request.operation)),
            }
        }
    }
}

fn operation_doc(operation: &Operation) -> TokenStream {
    let head = rust::doc(&operation.summary);
    let body = rust::doc(&format!(
        "\n{}\n\n`{} {}`",
        operation.description,
        operation.method.as_str(),
        operation.route
    ));
    quote! { #head #[doc = ""] #body }
}

/// Some operations have more parameters than clippy likes; that is the service's affair.
fn many_arguments(operation: &Operation, more: usize) -> TokenStream {
    let count =
        1 + operation.args.len() + operation.query.len() + usize::from(operation.input.is_some()) + more;
    if count > 7 {
        quote! { #[expect(clippy::too_many_arguments)] }
    } else {
        TokenStream::new()
    }
}

fn output_type(operation: &Operation) -> TokenStream {
    operation.output.as_ref().map_or_else(
        || quote! { () },
        |output| {
            let output = rust::ident(output);
            quote! { #output }
        },
    )
}

fn optional(value: Option<&String>) -> TokenStream {
    value.map_or_else(|| quote! { None }, |value| quote! { Some(#value) })
}

fn server_name(service: &Service) -> Ident {
    rust::ident(&format!("{}Server", names::pascal(&service.name)))
}

fn method_name(operation: &Operation) -> Ident {
    rust::ident(&names::snake(&operation.name))
}

fn const_name(operation: &Operation) -> Ident {
    rust::ident(&names::screaming(&operation.name))
}

fn argument(name: &str) -> Ident {
    rust::ident(&names::snake(name))
}
