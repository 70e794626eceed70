//! An hour of routing against organizations whose token buckets are the truth.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a simulation that breaks is a test that fails"
)]

use openai_wasm::protocol::failure::classify::{Failure, FailureCause};
use openai_wasm::protocol::failure::rate_limit_headers::HeaderText;
use openai_wasm::protocol::identity::place::Place;
use openai_wasm::protocol::memory::in_flight::Ticket;
use openai_wasm::protocol::memory::ledger::Ledger;
use openai_wasm::protocol::routing::choose::{Candidate, Choice, RoutingQuery, Strategy, choose};

const START: u64 = 1_700_000_000_000;
const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const MODEL: Option<&str> = Some("gpt-4o");

/// How an organization's limit fills up again.
#[derive(Clone, Copy, PartialEq)]
enum Refill {
    /// All at once, a minute after the first request.
    Window,
    /// A little all the time.
    Steady,
}

/// A limit of requests per minute; its content is kept in thousandths of a request.
struct Bucket {
    limit: u64,
    left: u64,
    refill: Refill,
    counted_at: u64,
}

impl Bucket {
    fn new(limit: u64, refill: Refill) -> Self {
        Self { limit, left: limit * 1_000, refill, counted_at: START }
    }

    fn settle(&mut self, now: u64) {
        let passed = now - self.counted_at;
        match self.refill {
            Refill::Window if passed < MINUTE => return,
            Refill::Window => self.left = self.limit * 1_000,
            Refill::Steady => {
                self.left = (self.left + passed * self.limit / 60).min(self.limit * 1_000);
            }
        }
        self.counted_at = now;
    }

    fn has_room(&mut self, now: u64) -> bool {
        self.settle(now);
        self.left >= 1_000
    }

    /// Takes one request; the headers of the answer and whether it was let through.
    fn serve(&mut self, now: u64) -> (bool, String) {
        let is_served = self.has_room(now);
        self.left -= if is_served { 1_000 } else { 0 };
        let full_in = match self.refill {
            Refill::Window => self.counted_at + MINUTE - now,
            Refill::Steady => ((self.limit * 1_000 - self.left) * 60).div_ceil(self.limit),
        };
        let headers = format!(
            "x-ratelimit-limit-requests: {}\n\
             x-ratelimit-remaining-requests: {}\n\
             x-ratelimit-reset-requests: {full_in}ms\n",
            self.limit,
            self.left / 1_000,
        );
        (is_served, headers)
    }
}

/// A client with a list of organizations, and the truth about them.
struct RoutingContext {
    candidates: Vec<Candidate>,
    buckets: Vec<Bucket>,
    ledger: Ledger,
    shows_headers: bool,
    served: u64,
    refused: Vec<u64>,
    wasted: u64,
}

impl RoutingContext {
    fn new(buckets: Vec<Bucket>, shows_headers: bool) -> Self {
        let candidate =
            |n: usize| Candidate { organization: Some(format!("org-{n}")), ..Candidate::default() };
        let (ledger, refused) = (Ledger::new(), vec![0; buckets.len()]);
        let candidates = (0..buckets.len()).map(candidate).collect();
        Self { candidates, buckets, ledger, shows_headers, served: 0, refused, wasted: 0 }
    }

    fn choose(&self, strategy: Strategy, tried: &[usize], now: u64) -> Choice {
        let call = RoutingQuery { model: MODEL, tried, owner: None, max_wait: HOUR };
        choose(&self.candidates, strategy, &self.ledger, &call, now, (now % 997) as f64 / 997.0)
    }

    fn begin(&mut self, index: usize, now: u64) -> Ticket {
        self.ledger.begin(self.candidates[index].place(MODEL), 0, now)
    }

    /// The server takes the request.
    fn arrive(&mut self, index: usize, now: u64) -> (bool, String) {
        let others = (0..self.buckets.len()).filter(|other| *other != index);
        let is_room_elsewhere = others.into_iter().any(|other| self.buckets[other].has_room(now));
        let (is_served, headers) = self.buckets[index].serve(now);
        self.wasted += u64::from(!is_served && is_room_elsewhere);
        (is_served, headers)
    }

    /// The client learns from the answer.
    fn learn(
        &mut self,
        index: usize,
        ticket: &Ticket,
        (is_served, headers): &(bool, String),
        now: u64,
    ) {
        let candidate = self.candidates[index].clone();
        let place: Place = candidate.place(MODEL);
        let headers = HeaderText(if self.shows_headers { headers } else { "" });
        self.ledger.end(place, ticket, true);
        if *is_served {
            self.served += 1;
            return self.ledger.observe_success(place, headers, now);
        }
        self.refused[index] += 1;
        let text = format!(
            "Rate limit reached for gpt-4o in organization org-{index} on requests per min (RPM): \
             Limit 60, Used 60, Requested 1. Please try again in 1s."
        );
        let failure = Failure {
            event: FailureCause::Answer(429),
            code: "rate_limit_exceeded",
            message: &text,
            headers,
        };
        self.ledger.observe_failure(place, &failure, now);
    }

    /// One call from its first attempt to its answer; the time it waited, in milliseconds.
    fn call(&mut self, strategy: Strategy, start: u64) -> u64 {
        let (mut now, mut tried) = (start, Vec::new());
        loop {
            match self.choose(strategy, &tried, now) {
                Choice::Use(index) => {
                    let ticket = self.begin(index, now);
                    let answer = self.arrive(index, now);
                    self.learn(index, &ticket, &answer, now);
                    if answer.0 {
                        return now - start;
                    }
                    tried.push(index);
                }
                Choice::Wait { until } => (now, tried) = (until, Vec::new()),
                Choice::Nowhere { .. } => panic!("an hour is patience enough"),
            }
        }
    }
}

fn four(refill: Refill) -> Vec<Bucket> {
    [60, 20, 120, 3].map(|limit| Bucket::new(limit, refill)).into()
}

#[test]
fn for_an_hour_no_call_goes_to_an_exhausted_organization_while_another_has_room() {
    for strategy in [Strategy::Failover, Strategy::Headroom, Strategy::Weighted] {
        for refill in [Refill::Window, Refill::Steady] {
            let mut context = RoutingContext::new(four(refill), true);
            let mut now = START;
            while now < START + HOUR {
                now += context.call(strategy, now) + 150 + now % 300;
            }
            assert_eq!((context.wasted, &context.refused[..]), (0, &[0; 4][..]), "{strategy:?}");
            assert!(context.served > 6_000, "{strategy:?} served {}", context.served);
        }
    }
}

#[test]
fn two_organizations_of_60_serve_120_calls_in_a_minute_without_a_wait() {
    for shows_headers in [true, false] {
        let mut context = RoutingContext::new(
            [60, 60].map(|limit| Bucket::new(limit, Refill::Window)).into(),
            shows_headers,
        );
        let waited: u64 = (0..120).map(|n| context.call(Strategy::Failover, START + n * 5)).sum();
        assert_eq!((context.served, waited), (120, 0), "headers shown: {shows_headers}");
        let most = u64::from(!shows_headers);
        assert!(context.refused.iter().all(|refused| *refused <= most), "{:?}", context.refused);
    }
}

#[test]
fn ten_calls_at_a_time_serve_just_as_many_without_a_wait() {
    for strategy in [Strategy::Failover, Strategy::Headroom] {
        let mut context = RoutingContext::new(
            [60, 60].map(|limit| Bucket::new(limit, Refill::Window)).into(),
            true,
        );
        context.call(strategy, START);
        let mut flying = Vec::new();
        for n in 0..119_usize {
            let now = START + n as u64 * 10;
            let Choice::Use(index) = context.choose(strategy, &[], now) else {
                panic!("{strategy:?}: call {n} has to wait");
            };
            let (ticket, answer) = (context.begin(index, now), context.arrive(index, now));
            flying.push((index, ticket, answer));
            if flying.len() == 10 {
                // Answers come out of order.
                let (index, ticket, answer) = flying.remove(n * 7 % 10);
                context.learn(index, &ticket, &answer, now);
            }
        }
        for (index, ticket, answer) in flying {
            context.learn(index, &ticket, &answer, START + 2_000);
        }
        assert_eq!((context.served, &context.refused[..]), (120, &[0, 0][..]), "{strategy:?}");
    }
}
