//! What is sent and not answered, and how far an answer can be out of date when it comes.

use crate::protocol::failure::unit::Unit;

/// Requests and an estimate of their tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Requests.
    pub requests: u64,
    /// Tokens.
    pub tokens: u64,
}

impl Amount {
    /// The part that a limit counts.
    pub const fn of(self, unit: Unit) -> u64 {
        match unit {
            Unit::Requests => self.requests,
            Unit::Tokens | Unit::ProjectTokens => self.tokens,
        }
    }

    const NONE: Self = Self { requests: 0, tokens: 0 };

    const fn plus(self, other: Self) -> Self {
        Self {
            requests: self.requests.saturating_add(other.requests),
            tokens: self.tokens.saturating_add(other.tokens),
        }
    }

    const fn minus(self, other: Self) -> Self {
        Self {
            requests: self.requests.saturating_sub(other.requests),
            tokens: self.tokens.saturating_sub(other.tokens),
        }
    }
}

/// What one request needs to be counted up again: given out by `begin`, handed back to `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticket {
    /// The request itself.
    pub amount: Amount,
    in_flight_before: Amount,
    begun: Amount,
}

/// What is in flight to one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InFlight {
    /// What is sent and not answered.
    pub amount: Amount,
    begun: Amount,
    doubt: Option<Amount>,
}

impl InFlight {
    /// Nothing was ever sent.
    pub const NONE: Self = Self { amount: Amount::NONE, begun: Amount::NONE, doubt: None };

    /// Counts a request.
    pub fn begin(&mut self, amount: Amount) -> Ticket {
        let in_flight_before = self.amount;
        self.begun = self.begun.plus(amount);
        self.amount = self.amount.plus(amount);
        Ticket { amount, in_flight_before, begun: self.begun }
    }

    /// Ends what `begin` began.
    pub fn end(&mut self, ticket: &Ticket) {
        self.amount = self.amount.minus(ticket.amount);
        self.doubt = Some(ticket.in_flight_before.plus(self.begun.minus(ticket.begun)));
    }

    /// How much the server may have counted after it wrote the answer that was ended last.
    ///
    /// That is all that was in flight with the request, answered meanwhile or not.
    pub fn take_doubt(&mut self) -> Amount {
        self.doubt.take().unwrap_or(self.amount)
    }
}
