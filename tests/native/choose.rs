//! Which organization takes the next call.

use openai_wasm::protocol::failure::classify::{Failure, FailureCause};
use openai_wasm::protocol::failure::rate_limit_headers::HeaderText;
use openai_wasm::protocol::identity::place::Place;
use openai_wasm::protocol::memory::affinity::Owner;
use openai_wasm::protocol::memory::ledger::Ledger;
use openai_wasm::protocol::routing::choose::{Candidate, Choice, RoutingQuery, Strategy, choose};
use proptest::prelude::*;

const NOW: u64 = 1_000_000;
const GPT: Option<&str> = Some("gpt-4o");
const CALL: RoutingQuery<'static> =
    RoutingQuery { model: GPT, tried: &[], owner: None, max_wait: 0 };

const STRATEGIES: [Strategy; 3] = [Strategy::Failover, Strategy::Headroom, Strategy::Weighted];

pub(crate) fn candidate(organization: &str, project: Option<&str>) -> Candidate {
    Candidate {
        organization: Some(organization.into()),
        project: project.map(Into::into),
        key: Some("user key …abcd".into()),
        ..Candidate::default()
    }
}

fn three() -> [Candidate; 3] {
    ["org-a", "org-b", "org-c"].map(|organization| candidate(organization, None))
}

fn fail(ledger: &mut Ledger, candidate: &Candidate, code: &str, headers: &str) {
    let failure = Failure {
        event: FailureCause::Answer(429),
        code,
        message: "",
        headers: HeaderText(headers),
    };
    ledger.observe_failure(candidate.place(GPT), &failure, NOW);
}

fn see(ledger: &mut Ledger, candidate: &Candidate, left: u64) {
    let text = format!(
        "x-ratelimit-limit-requests: 100\n\
         x-ratelimit-remaining-requests: {left}\n\
         x-ratelimit-reset-requests: 9s"
    );
    ledger.observe_headers(candidate.place(GPT), HeaderText(&text), NOW);
}

fn first(ledger: &Ledger, call: &RoutingQuery) -> Choice {
    choose(&three(), Strategy::Failover, ledger, call, NOW, 0.5)
}

#[test]
fn failover_takes_the_first_that_is_not_exhausted() {
    let mut ledger = Ledger::new();
    assert_eq!(first(&ledger, &CALL), Choice::Use(0));
    fail(&mut ledger, &three()[0], "insufficient_quota", "");
    assert_eq!(first(&ledger, &CALL), Choice::Use(1));
    see(&mut ledger, &three()[1], 0);
    assert_eq!(first(&ledger, &CALL), Choice::Use(2));
    assert_eq!(
        first(&ledger, &RoutingQuery { tried: &[2], ..CALL }),
        Choice::Nowhere { earliest: Some(NOW + 9_000) }
    );
}

#[test]
fn waits_for_the_earliest_or_fails_with_its_time() {
    let mut ledger = Ledger::new();
    for (candidate, seconds) in
        three().iter().zip(["retry-after: 7", "retry-after: 5", "retry-after: 6"])
    {
        fail(&mut ledger, candidate, "rate_limit_exceeded", seconds);
    }
    let until = NOW + 5_000;
    let cases = [
        (0, Choice::Nowhere { earliest: Some(until) }),
        (4_999, Choice::Nowhere { earliest: Some(until) }),
        (5_000, Choice::Wait { until }),
    ];
    for (max_wait, choice) in cases {
        assert_eq!(first(&ledger, &RoutingQuery { max_wait, ..CALL }), choice, "{max_wait}");
    }
    assert_eq!(choose(&three(), Strategy::Failover, &ledger, &CALL, until, 0.0), Choice::Use(1));
}

#[test]
fn a_candidate_serves_the_models_it_lists() {
    let mut candidates = three();
    candidates[0].models = vec!["gpt-5".into()];
    let choice = |model| {
        choose(
            &candidates,
            Strategy::Failover,
            &Ledger::new(),
            &RoutingQuery { model, ..CALL },
            NOW,
            0.0,
        )
    };
    assert_eq!(choice(Some("gpt-5")), Choice::Use(0));
    assert_eq!(choice(GPT), Choice::Use(1));
    assert_eq!(choice(None), Choice::Use(0), "a call without a model may go anywhere");
}

#[test]
fn headroom_takes_the_one_with_the_most_left() {
    let mut ledger = Ledger::new();
    for (candidate, left) in three().iter().zip([50, 80, 70]) {
        see(&mut ledger, candidate, left);
    }
    let choice = |ledger: &Ledger| choose(&three(), Strategy::Headroom, ledger, &CALL, NOW, 0.0);
    assert_eq!(choice(&ledger), Choice::Use(1));
    let _tickets = [0; 15].map(|tokens| ledger.begin(three()[1].place(GPT), tokens, NOW));
    assert_eq!(choice(&ledger), Choice::Use(2), "what is in flight counts");
}

#[test]
fn headroom_spreads_calls_where_nothing_is_known() {
    let mut ledger = Ledger::new();
    let mut used = [0; 3];
    for _ in 0..9 {
        let Choice::Use(index) = choose(&three(), Strategy::Headroom, &ledger, &CALL, NOW, 0.0)
        else {
            panic!("all have room");
        };
        used[index] += 1;
        let _ticket = ledger.begin(three()[index].place(GPT), 0, NOW);
    }
    assert_eq!(used, [3, 3, 3]);
}

#[test]
fn weights_share_the_calls_out() {
    let mut candidates = three();
    for (candidate, weight) in candidates.iter_mut().zip([1.0, 3.0, 0.0]) {
        candidate.weight = Some(weight);
    }
    let mut used = [0; 3];
    for step in 0..=100 {
        let chance = f64::from(step) / 100.0;
        let choice = choose(&candidates, Strategy::Weighted, &Ledger::new(), &CALL, NOW, chance);
        (0..3).filter(|index| choice == Choice::Use(*index)).for_each(|index| used[index] += 1);
    }
    assert_eq!(used, [25, 76, 0]);
}

#[test]
fn what_is_no_weight_counts_as_one() {
    for weight in [f64::NAN, -1.0] {
        let candidate = Candidate { weight: Some(weight), ..candidate("org-a", None) };
        let found = choose(&[candidate], Strategy::Weighted, &Ledger::new(), &CALL, NOW, f64::NAN);
        assert_eq!(found, Choice::Use(0), "{weight}");
    }
}

#[test]
fn a_call_goes_to_the_home_of_what_it_names_and_nowhere_else() {
    let mut ledger = Ledger::new();
    let call = RoutingQuery { owner: Some(1), ..CALL };
    assert_eq!(first(&ledger, &call), Choice::Use(1));
    fail(&mut ledger, &three()[1], "rate_limit_exceeded", "retry-after: 5");
    assert_eq!(first(&ledger, &call), Choice::Nowhere { earliest: Some(NOW + 5_000) });
    assert_eq!(
        first(&ledger, &RoutingQuery { owner: Some(9), ..CALL }),
        Choice::Nowhere { earliest: None }
    );
}

#[test]
fn a_home_is_an_organization_and_a_project() {
    let place = Place { organization: Some("org-a"), key: Some("k"), ..Place::default() };
    let owner = Owner::new("file-1", place, 0);
    assert!(
        candidate("org-a", None).is_owner_of(&owner),
        "the organization is the same with every key"
    );
    assert!(!candidate("org-a", Some("proj_1")).is_owner_of(&owner));
    assert!(!candidate("org-b", None).is_owner_of(&owner));
}

proptest! {
    #[test]
    fn an_exhausted_or_tried_candidate_is_never_chosen(
        left in prop::array::uniform3(0_u64..3), tried in prop::collection::vec(0_usize..3, 0..3),
        strategy in prop::sample::select(&STRATEGIES[..]),
        chance in any::<f64>(),
    ) {
        let mut ledger = Ledger::new();
        for (candidate, left) in three().iter().zip(left) {
            see(&mut ledger, candidate, left);
        }
        let open = |index: usize| left[index] > 0 && !tried.contains(&index);
        match choose(&three(), strategy, &ledger, &RoutingQuery { tried: &tried, ..CALL }, NOW, chance) {
            Choice::Use(index) => prop_assert!(open(index)),
            _ => prop_assert!(!(0..3).any(open)),
        }
    }
}
