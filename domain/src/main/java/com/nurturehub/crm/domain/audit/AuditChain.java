package com.nurturehub.crm.domain.audit;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditEntry.Outcome;
import com.nurturehub.crm.domain.contact.ContactField;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/// An agency's chain as far as its last entry: how many entries there are, and the last one's hash.
///
/// Each hash covers the one before it, everything public in its entry, and a digest of the personal
/// values as they were sealed. So no entry can be changed, removed, moved or cut off without a
/// trace, and yet the personal values can be forgotten. Times count to the microsecond.
public record AuditChain(AgencyId agency, long number, String hash) {

  /// Begins every hashed text, so that a later form of it can be told from this one.
  private static final String FORM = "nurturehub audit 1";

  private static final String ABSENT = "-";

  /// An entry in its place. Its personal values are not in it; `sealed` is the digest of their
  /// sealed form, or empty where it has none.
  public record Link(long number, AuditEntry entry, String sealed, String previous, String hash) {}

  /// A chain without entries.
  public static AuditChain begin(AgencyId agency) {
    return new AuditChain(agency, 0, digest(FORM + written(agency)));
  }

  /// How sealed values are represented in a hash.
  public static String digest(byte[] sealed) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sealed));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// The next link, for an entry whose personal values were sealed elsewhere.
  public Link next(AuditEntry entry, String sealed) {
    var shown = shown(entry);
    return new Link(number + 1, shown, sealed, hash, hashOf(number + 1, shown, sealed, hash));
  }

  public AuditChain with(Link next) {
    return new AuditChain(agency, next.number(), next.hash());
  }

  /// What is wrong with a link that stands next in the trail; empty where it is what was written
  /// there.
  public Optional<String> objection(Link next) {
    if (next.number() > number + 1) {
      return Optional.of("it is missing");
    }
    if (next.number() <= number || !next.previous().equals(hash)) {
      return Optional.of("it does not follow the entry before it");
    }
    var written = hashOf(next.number(), next.entry(), next.sealed(), next.previous());
    return written.equals(next.hash())
        ? Optional.empty()
        : Optional.of("it is not what was written");
  }

  private String hashOf(long place, AuditEntry entry, String sealed, String previous) {
    var text = new StringBuilder(512).append(FORM);
    text.append(written(agency)).append(written(place)).append(written(previous));
    text.append(written(entry.id())).append(written(entry.at())).append(written(entry.kind()));
    text.append(written(entry.about()));
    text.append(written(entry.connection()));
    text.append(written(entry.provider()));
    text.append(entry.outcome().map(AuditChain::written).orElse(ABSENT));
    text.append(written(entry.reason())).append(written(entry.actor())).append(written(sealed));
    return digest(text.toString());
  }

  private static String written(Outcome outcome) {
    return written(outcome.winner())
        + written(outcome.hubAt())
        + written(outcome.crmAt())
        + written(outcome.clockOffset().toNanos())
        + written(outcome.differing())
        + written(outcome.toHub())
        + written(outcome.policy());
  }

  private static String written(Collection<ContactField> fields) {
    return written(
        fields.stream().sorted().map(ContactField::name).collect(Collectors.joining(" ")));
  }

  private static String written(Optional<?> value) {
    return value.map(AuditChain::written).orElse(ABSENT);
  }

  private static String written(Instant at) {
    return written(ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }

  /// With its length, so that no two rows of values make the same text.
  private static String written(Object value) {
    var text = value.toString();
    return "%d:%s,".formatted(text.length(), text);
  }

  private static String digest(String text) {
    return digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /// What of an entry can be seen by all, with times no finer than they are kept.
  private static AuditEntry shown(AuditEntry entry) {
    return new AuditEntry(
        entry.id(),
        entry.at().truncatedTo(ChronoUnit.MICROS),
        entry.kind(),
        entry.about(),
        entry.connection(),
        entry.provider(),
        entry.outcome().map(AuditChain::shown),
        Optional.empty(),
        entry.reason(),
        entry.actor());
  }

  private static Outcome shown(Outcome outcome) {
    return new Outcome(
        outcome.winner(),
        outcome.hubAt().truncatedTo(ChronoUnit.MICROS),
        outcome.crmAt().truncatedTo(ChronoUnit.MICROS),
        outcome.clockOffset(),
        outcome.differing(),
        outcome.toHub(),
        outcome.policy());
  }
}
