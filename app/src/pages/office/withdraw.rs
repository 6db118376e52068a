//! Withdrawing a published board: one asks, another confirms.

use domain::account::Permission;
use domain::id::WithdrawalId;
use domain::round::RoundState;
use domain::time::china_minute;
use leptos::prelude::*;
use text::Text;
use views::{Asked, OfficeRound, OfficeSession};

use crate::forms::{Area, ConfirmWithdrawal, Form, RefuseWithdrawal, Withdraw, use_form};
use crate::visitor::use_lang;

#[component]
pub(super) fn Withdrawal(page: OfficeRound, here: String, session: OfficeSession) -> impl IntoView {
    let lang = use_lang();
    let role = session.signed.role;
    if let Some((id, asked)) = page.withdrawal {
        let answer = (role.may(Permission::ReviewBoard) && !asked.own)
            .then(|| view! { <Answer here=here session=session withdrawal=id /> });
        return view! {
            <section class="card">
                <h2>{text::WITHDRAW_TITLE.get(lang)}</h2>
                {request(text::WITHDRAW_ASKED, asked)}
                {answer}
            </section>
        }
        .into_any();
    }
    let is_public = matches!(page.state, RoundState::Published | RoundState::Closed);
    if !is_public || !role.may(Permission::UploadBoard) {
        return ().into_any();
    }
    let filled = use_form::<Withdraw>(&here);
    let refused = page
        .withdrawal_refused
        .map(|refused| request(text::WITHDRAW_REFUSED, refused));
    view! {
        <section class="card">
            <h2>{text::WITHDRAW_TITLE.get(lang)}</h2>
            {refused}
            <p>{text::WITHDRAW_HELP.get(lang)}</p>
            <Form token=session.token filled=filled.clone()>
                <Area
                    name=Withdraw::withdrawal_reason()
                    label=text::WITHDRAW_REASON
                    hint=text::CORRECT_REASON_HINT
                    filled=filled
                />
                <button class="btn danger" type="submit">{text::WITHDRAW_BUTTON.get(lang)}</button>
            </Form>
        </section>
    }
    .into_any()
}

fn request(text: Text, asked: Asked) -> AnyView {
    let lang = use_lang();
    let at = china_minute(asked.at);
    view! {
        <div class="notice-box warn">
            <p>{text.fill(lang, &[("by", &asked.by), ("at", &at)])}</p>
            <p class="whitespace-pre-wrap">{asked.reason}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Answer(here: String, session: OfficeSession, withdrawal: WithdrawalId) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form::<RefuseWithdrawal>(&here);
    view! {
        <Form token=session.token.clone() filled={use_form::<ConfirmWithdrawal>(&here)}>
            <input type="hidden" name=ConfirmWithdrawal::withdrawal() value=withdrawal.get() />
            <button class="btn danger" type="submit">{text::WITHDRAW_CONFIRM.get(lang)}</button>
        </Form>
        <Form token=session.token filled=filled.clone()>
            <input type="hidden" name=RefuseWithdrawal::withdrawal() value=withdrawal.get() />
            <Area name=RefuseWithdrawal::reason() label=text::WITHDRAW_REFUSE_REASON filled=filled />
            <button class="btn" type="submit">{text::WITHDRAW_REFUSE.get(lang)}</button>
        </Form>
    }
    .into_any()
}
