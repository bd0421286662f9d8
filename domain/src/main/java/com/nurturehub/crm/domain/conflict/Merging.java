package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.link.Presence;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Makes one contact of two that a person found to be the same. The survivor's values stand and the
/// other's fill in what it lacks; of what a contact has several of, all are kept; the stricter
/// consent counts, as at a first match.
public record Merging(Contact survivor, Contact other) {

  private static final Set<ContactField> SEVERAL =
      EnumSet.of(ContactField.EMAILS, ContactField.PHONES, ContactField.CATEGORIES);

  /// The one that stands for both.
  public Contact one(Instant now) {
    var details = details();
    var edited = details.equals(survivor.details()) ? survivor : survivor.edited(details, now);
    var consents = survivor.consents();
    for (var channel : Channel.values()) {
      var stricter = ConsentRule.stricter(consents.on(channel), other.consents().on(channel));
      consents = consents.with(channel, stricter);
    }
    var agreed = consents.equals(edited.consents()) ? edited : edited.with(consents);
    return agreed.with(survivor.signals().and(other.signals()));
  }

  /// Archived where a CRM it is linked to has archived it, and else as alive as in any of them.
  public static Contact shown(Contact merged, Collection<Presence> presences, Instant now) {
    if (presences.contains(Presence.ARCHIVED)) {
      return merged.archived(now);
    }
    var isAlive = presences.contains(Presence.LIVE) && merged.archivedAt().isPresent();
    return isAlive ? merged.unarchived() : merged;
  }

  /// The fields of which the other's value does not stand beside the survivor's, or in its place.
  public Set<ContactField> replaced() {
    var replaced = EnumSet.noneOf(ContactField.class);
    replaced.addAll(survivor.details().differencesFrom(other.details()));
    replaced.removeAll(SEVERAL);
    replaced.removeIf(
        field -> field.isEmptyIn(survivor.details()) || field.isEmptyIn(other.details()));
    return replaced;
  }

  private ContactDetails details() {
    var missing = EnumSet.noneOf(ContactField.class);
    for (var field : ContactField.values()) {
      if (field.isEmptyIn(survivor.details())) {
        missing.add(field);
      }
    }
    var theirs = other.details();
    var filled = survivor.details().take(missing, theirs);
    return new ContactDetails(
        filled.name(),
        all(filled.emails(), theirs.emails()),
        all(filled.phones(), theirs.phones()),
        filled.address(),
        Set.copyOf(all(filled.categories(), theirs.categories())));
  }

  private static <T> List<T> all(Collection<T> ours, Collection<T> theirs) {
    return Stream.concat(ours.stream(), theirs.stream())
        .distinct()
        .limit(ContactDetails.VALUES_MAX)
        .toList();
  }
}
