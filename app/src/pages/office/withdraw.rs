//! Withdrawing a published board: one asks, another confirms.

use domain::account::Permission;
use domain::id::WithdrawalId;
use domain::round::RoundState;
use domain::time::china_minute;
use leptos::prelude::*;
use text::Text;
use views::{Asked, OfficeRound, OfficeSession};

use crate::forms::{Area, AskFirst, ConfirmWithdrawal, Form, RefuseWithdrawal, Withdraw, use_form};
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
    let will = [text::ASK_WITHDRAW_SECOND, text::ASK_WITHDRAW_NEXT]
        .map(|one| one.get(lang).to_owned())
        .to_vec();
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
                    filled=filled.clone()
                />
                <AskFirst
                    filled=filled
                    button=text::WITHDRAW_BUTTON
                    class="btn danger"
                    title=text::ASK_WITHDRAW
                    will=will
                    yes=text::ASK_WITHDRAW_BUTTON
                    back=here
                />
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
    let confirm = use_form::<ConfirmWithdrawal>(&here);
    let will = [text::ASK_WITHDRAW_NOW, text::ASK_WITHDRAW_NEXT]
        .map(|one| one.get(lang).to_owned())
        .to_vec();
    view! {
        <Form token=session.token.clone() filled=confirm.clone()>
            <input type="hidden" name=ConfirmWithdrawal::withdrawal() value=withdrawal.get() />
            <AskFirst
                filled=confirm
                button=text::WITHDRAW_CONFIRM
                class="btn danger"
                title=text::ASK_WITHDRAW_CONFIRM
                will=will
                yes=text::ASK_WITHDRAW_CONFIRM_BUTTON
                back=here
            />
        </Form>
        <Form token=session.token filled=filled.clone()>
            <input type="hidden" name=RefuseWithdrawal::withdrawal() value=withdrawal.get() />
            <Area name=RefuseWithdrawal::reason() label=text::WITHDRAW_REFUSE_REASON filled=filled />
            <button class="btn" type="submit">{text::WITHDRAW_REFUSE.get(lang)}</button>
        </Form>
    }
    .into_any()
}
