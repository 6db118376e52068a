//! A page: its route, its data, and what it takes from its address.

use std::sync::Arc;

use crate::segment::from_segment;
use leptos::prelude::*;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::hooks::use_params_map;
use leptos_router::params::ParamsMap;
use leptos_router::{NestedRoute, PossibleRouteMatch, SsrMode};

use crate::components::{Failed, Missing};
use crate::pages::response::{PageQuery, PageResponse, responses, shown};

/// A page's route. All are of one type, so that matching an address and showing
/// a page are in a bundle once, not once for each page.
#[component(transparent)]
pub(crate) fn Page<P>(path: P, view: fn() -> AnyView) -> AnyNestedRoute
where
    P: PossibleRouteMatch + Send + Sync + 'static,
{
    let path: Arc<dyn PossibleRouteMatch + Send + Sync> = Arc::new(path);
    NestedRoute::new(path, view)
        .ssr_mode(SsrMode::Async)
        .into_any_nested_route()
}

/// A page made of what a server function answers, asked again whenever what it
/// is asked changes; or what stands in its place.
pub(crate) fn loaded<K, F, V>(
    key: impl Fn() -> K + Copy + Send + Sync + 'static,
    ask: impl Fn(K) -> F + Copy + Send + Sync + 'static,
    show: impl Fn(F::Output) -> V + Copy + Send + Sync + 'static,
) -> AnyView
where
    F: PageQuery,
    V: IntoView + 'static,
{
    let page = responses(move || ask(key()));
    let show = move |response: PageResponse| match response.open() {
        Ok(page) => show(page).into_any(),
        Err(error) => view! { <Failed error=error /> }.into_any(),
    };
    shown(Arc::new(move || Box::pin(async move { show(page.await) })))
}

/// What a page takes from its address, followed as the address changes.
pub(crate) fn use_params<T>(
    read: impl Fn(&ParamsMap) -> T + Copy + Send + Sync + 'static,
) -> impl Fn() -> T + Copy + Send + Sync + 'static {
    let params = use_params_map();
    move || read(&params.read())
}

/// A text of the address, empty where absent.
pub(crate) fn text_of(params: &ParamsMap, name: &str) -> String {
    params.get(name).unwrap_or_default()
}

/// A household's number of the address, empty where absent.
pub(crate) fn household_of(params: &ParamsMap, name: &str) -> String {
    from_segment(&text_of(params, name))
}

/// A number of the address, 0 where absent or none.
pub(crate) fn number_of<N: std::str::FromStr + Default>(params: &ParamsMap, name: &str) -> N {
    params
        .get(name)
        .and_then(|text| text.parse().ok())
        .unwrap_or_default()
}

/// An address that no page has: 404.
#[component]
pub(crate) fn NoSuchPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    view! { <Missing /> }
}
