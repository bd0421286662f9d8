package com.nurturehub.crm.domain.contact;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What one commit did to one contact. `now` is the contact exactly as it was committed, and empty
/// once the person is erased or merged into `mergedInto`. `optedOut` are the channels denied since
/// this commit.
public record CommittedChange(
    ContactId contact,
    Kind kind,
    Set<Channel> optedOut,
    Optional<Contact> now,
    Optional<ContactId> mergedInto,
    Instant at) {

  public CommittedChange {
    optedOut = Set.copyOf(optedOut);
  }

  /// Of several things that happened at once, the one to be told is the one that comes first here.
  public enum Kind {
    ERASED,
    MERGED,
    CREATED,
    OPTED_OUT,
    ARCHIVED,
    UPDATED
  }

  /// What of the version before decides how a change is told.
  public record Before(Set<Channel> denied, boolean archived) {

    public Before {
      denied = Set.copyOf(denied);
    }

    public static Before of(Contact contact) {
      return new Before(denials(contact), contact.archivedAt().isPresent());
    }
  }

  public static CommittedChange created(Contact now, Instant at) {
    return new CommittedChange(
        now.id(), Kind.CREATED, denials(now), Optional.of(now), Optional.empty(), at);
  }

  public static CommittedChange replaced(Before before, Contact now, Instant at) {
    var optedOut = EnumSet.noneOf(Channel.class);
    optedOut.addAll(denials(now));
    optedOut.removeAll(before.denied());
    return new CommittedChange(
        now.id(), kind(before, now, optedOut), optedOut, Optional.of(now), Optional.empty(), at);
  }

  public static CommittedChange erased(ContactId contact, Instant at) {
    return new CommittedChange(
        contact, Kind.ERASED, Set.of(), Optional.empty(), Optional.empty(), at);
  }

  public static CommittedChange merged(ContactId contact, ContactId into, Instant at) {
    return new CommittedChange(
        contact, Kind.MERGED, Set.of(), Optional.empty(), Optional.of(into), at);
  }

  private static Kind kind(Before before, Contact now, Set<Channel> optedOut) {
    if (!optedOut.isEmpty()) {
      return Kind.OPTED_OUT;
    }
    return now.archivedAt().isPresent() && !before.archived() ? Kind.ARCHIVED : Kind.UPDATED;
  }

  private static Set<Channel> denials(Contact contact) {
    var denied = EnumSet.noneOf(Channel.class);
    for (var channel : Channel.values()) {
      if (contact.consents().denies(channel)) {
        denied.add(channel);
      }
    }
    return denied;
  }
}
