package com.nurturehub.crm.domain.connection;

import com.nurturehub.crm.domain.agency.AgencyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One agency's account at one CRM. There is at most one per agency and provider.
///
/// `clockOffset` is how far the CRM's clock is ahead of ours, as its last answers showed.
public record Connection(
    ConnectionId id,
    AgencyId agency,
    CrmProvider provider,
    AccountIdentity account,
    ConnectionState state,
    ConnectionSettings settings,
    Duration clockOffset,
    Instant connectedAt,
    Optional<Instant> syncedAt) {

  /// An offset up to this is as likely the one-second grain of HTTP dates.
  private static final Duration OFFSET_IGNORED = Duration.ofSeconds(2);

  public boolean isConnected() {
    return state != ConnectionState.DISCONNECTED;
  }

  public boolean mayWork() {
    return state == ConnectionState.ACTIVE && !settings.paused();
  }

  /// A stamp of the CRM's, told in our time.
  public Instant inOurTime(Instant theirs) {
    return theirs.minus(countedOffset());
  }

  /// The offset as far as it counts in a conflict.
  public Duration countedOffset() {
    return clockOffset.abs().compareTo(OFFSET_IGNORED) > 0 ? clockOffset : Duration.ZERO;
  }

  public Connection in(ConnectionState next) {
    return new Connection(
        id, agency, provider, account, next, settings, clockOffset, connectedAt, syncedAt);
  }

  public Connection with(ConnectionSettings chosen) {
    return new Connection(
        id, agency, provider, account, state, chosen, clockOffset, connectedAt, syncedAt);
  }

  /// Works again, under a proved account, and is due for a sync at once.
  public Connection reconnected(AccountIdentity proved, Instant at) {
    return new Connection(
        id,
        agency,
        provider,
        proved,
        ConnectionState.ACTIVE,
        settings,
        clockOffset,
        at,
        Optional.empty());
  }

  public Connection measured(Duration offset) {
    return new Connection(
        id, agency, provider, account, state, settings, offset, connectedAt, syncedAt);
  }

  public Connection synced(Instant at) {
    return new Connection(
        id, agency, provider, account, state, settings, clockOffset, connectedAt, Optional.of(at));
  }
}
