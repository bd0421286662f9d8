package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoApi.Asked;
import com.nurturehub.crm.connector.alto.AltoApi.Written;
import com.nurturehub.crm.connector.alto.AltoMapping.Household;
import com.nurturehub.crm.connector.alto.AltoPayloads.Detail;
import com.nurturehub.crm.connector.alto.AltoPayloads.Person;
import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Declined;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.push.PushResult.Moved;
import com.nurturehub.crm.domain.push.PushResult.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/// Creates contacts, each once. Alto keeps no reference of ours, but refuses who is there already
/// and says where; so what may have landed is looked for by address, number and name.
record AltoCreating(AltoApi api, AltoMapping mapping, AltoWriting writing) {

  /// What a new contact needs and only the agency can choose.
  static final String BRANCH = "branchId";

  static final String NEGOTIATOR = "negotiatorId";

  private static final int CANDIDATES_MAX = 10;
  private static final int LINE_LENGTH_MAX = 50;
  private static final int POSTCODE_LENGTH_MAX = 20;

  /// Somebody at Alto.
  private record Somebody(Detail detail, Person person, Instant at) {}

  PushResult create(ContactChange.Create change) {
    if (change.details().name().surname().isEmpty()) {
      return new Refused("Alto takes no contact without a surname.");
    }
    if (change.uncertain()) {
      var landed = among(searched(change), this::isTheSame, change);
      if (!landed.isEmpty()) {
        return completed(landed.getFirst(), change, true);
      }
    }
    var branch = branch(change);
    return branch.isEmpty()
        ? new Refused("None of the agency's branches at Alto has activated NurtureHub.")
        : send(change, branch.get());
  }

  private Optional<String> branch(ContactChange.Create change) {
    return Optional.ofNullable(change.defaults().get(BRANCH))
        .filter(chosen -> !chosen.isBlank())
        .or(() -> api.integration().branches().stream().findFirst());
  }

  private PushResult send(ContactChange.Create change, String branch) {
    var body = new AltoBodies(api.settings().writing()).contact(members(change, branch));
    return switch (api.create(body)) {
      case Written.Done(var answer) -> completed(made(answer.body()), change, false);
      case Written.Refused(var problem) -> new Refused(AltoFailures.refusal(problem, body));
      case Written.Duplicate(var ids) -> duplicate(ids, change);
      case Written.Unknown _ -> new Refused("Alto does not know the default branch.");
    };
  }

  /// Alto has somebody alike. Whether that is the same person is not for us to say.
  private PushResult duplicate(List<String> ids, ContactChange.Create change) {
    var named = ids.isEmpty() ? searched(change) : ids;
    var alike = among(named, this::isAlike, change);
    if (alike.size() != 1) {
      return new Refused(
          alike.isEmpty()
              ? "Alto refuses this contact as one it has, and does not show whom it means."
              : "Alto has several contacts like this one; say in Alto which of them is meant.");
    }
    var found = alike.getFirst();
    var preferences = api.preferences(found.detail().id()).orElse(List.of());
    return new AltoPersonas(api)
        .of(found.detail(), found.at())
        .<PushResult>map(personas ->
            new Moved(
                mapping.ours(
                    new Household(found.detail(), preferences, personas),
                    found.person(),
                    found.at())))
        .orElseGet(() -> new Refused("Alto has this contact, but does not list it."));
  }

  private Somebody made(byte[] created) {
    try {
      var shown = AltoReader.shown("", created, new Moment(api.clock().instant(), Duration.ZERO));
      var detail = shown.detail();
      var person = detail.flatMap(one -> one.people().getFirst().person());
      if (detail.isPresent() && person.isPresent()) {
        return new Somebody(detail.get(), person.get(), shown.served().at());
      }
    } catch (AltoReader.Unreadable _) {
      // It is there all the same.
    }
    throw AltoFailures.unreadableAfterWriting();
  }

  /// It is there, so whatever goes wrong from here on must not look as if it were not.
  private PushResult completed(Somebody there, ContactChange.Create change, boolean found) {
    try {
      return complete(there, change, found);
    } catch (CrmFailure failure) {
      throw new CrmFailure.Ambiguous(
          failure.why(), "Alto took a new contact, but not yet all of it; it is looked up again.");
    }
  }

  private PushResult complete(Somebody there, ContactChange.Create change, boolean found) {
    var detail = there.detail();
    var bodies = new AltoBodies(api.settings().writing());
    var preferences = api.preferences(detail.id()).orElse(List.of());
    var telling = AltoConsentTelling.of(change, detail.isShared(), preferences, mapping.consents());
    if (!telling.isEmpty()) {
      demand(api.say(detail.id(), bodies.consent(telling.said())));
    }
    if (!change.content().signals().isEmpty()) {
      new AltoScoreNote(api, bodies).tell(detail.id(), detail.isShared(), change.contact());
    }
    var personas =
        found ? new AltoPersonas(api).of(detail, there.at()).orElse(Set.of()) : Set.<String>of();
    var readBack = writing.read(detail.id(), there.person().id(), personas);
    return new Landed(
        new AltoPayloads.PersonId(detail.id(), there.person().id()).external(),
        readBack,
        found,
        new Declined(declined(change, readBack), telling.declined()));
  }

  private static void demand(Written written) {
    if (!(written instanceof Written.Done)) {
      throw new CrmFailure.Ambiguous(
          FailureCause.PUSH_REJECTED, "Alto took a new contact without its consent.");
    }
  }

  /// What Alto could not be told of a new contact.
  private Set<ContactField> declined(ContactChange.Create change, Optional<CrmContact> readBack) {
    var details = change.details();
    var declined = EnumSet.noneOf(ContactField.class);
    if (!details.phones().stream().allMatch(AltoBodies::isTaken)) {
      declined.add(ContactField.PHONES);
    }
    if (!details.address().isEmpty() && addressMembers(details).isEmpty()) {
      declined.add(ContactField.ADDRESS);
    }
    var shown = readBack.map(one -> one.details().categories()).orElse(Set.of());
    if (!shown.equals(details.categories())) {
      declined.add(ContactField.CATEGORIES);
    }
    return declined;
  }

  private Map<String, Object> members(ContactChange.Create change, String branch) {
    var members = new LinkedHashMap<String, Object>();
    members.put(BRANCH, branch);
    Optional.ofNullable(change.defaults().get(NEGOTIATOR))
        .filter(chosen -> !chosen.isBlank())
        .ifPresent(chosen -> members.put(NEGOTIATOR, chosen));
    members.put("category", "Client");
    members.put("people", List.of(AltoPersonPatch.newPerson(change)));
    var address = addressMembers(change.details());
    if (!address.isEmpty()) {
      members.put("address", address);
    }
    var categories = change.details().categories();
    mapping.categories().vendorFlag(categories).ifPresent(f -> members.put("potentialVendor", f));
    mapping
        .categories()
        .landlordFlag(categories)
        .ifPresent(flag -> members.put("potentialLandlord", flag));
    return members;
  }

  /// Nothing for an address of which a part is too long; half an address would be a wrong one.
  private static Map<String, Object> addressMembers(ContactDetails details) {
    var members = AltoMapping.address(details.address());
    var fits =
        members.entrySet().stream()
            .allMatch(part ->
                part.getValue().toString().length()
                    <= (part.getKey().equals("postcode") ? POSTCODE_LENGTH_MAX : LINE_LENGTH_MAX));
    return fits && !details.address().isEmpty() ? members : Map.of();
  }

  /// Households that have to do with this person's addresses or numbers.
  private List<String> searched(ContactChange.Create change) {
    var found = new LinkedHashSet<String>();
    change.details().emails().forEach(email -> found.addAll(api.found(email.value())));
    change.details().phones().stream()
        .filter(PhoneNumber::isDiallable)
        .forEach(phone -> found.addAll(api.found(phone.value())));
    return List.copyOf(found);
  }

  private List<Somebody> among(
      Collection<String> households,
      BiPredicate<ContactChange.Create, Person> fits,
      ContactChange.Create change) {
    var among = new ArrayList<Somebody>();
    for (var household : households.stream().limit(CANDIDATES_MAX).toList()) {
      if (api.household(household) instanceof Asked.Answered(var shown)) {
        shown
            .detail()
            .filter(writing::isClient)
            .ifPresent(detail ->
                detail.people().stream()
                    .flatMap(row -> row.person().stream())
                    .filter(person -> fits.test(change, person))
                    .forEach(
                        person -> among.add(new Somebody(detail, person, shown.served().at()))));
      }
    }
    return among;
  }

  /// To all appearances the one we would create.
  private boolean isTheSame(ContactChange.Create change, Person person) {
    var name = change.details().name();
    return isSame(name.surname(), person.surname())
        && isSame(name.forename(), person.forename())
        && isAlike(change, person);
  }

  private boolean isAlike(ContactChange.Create change, Person person) {
    var details = change.details();
    var sharesEmail = !Collections.disjoint(mapping.emails(person), details.emails());
    var sharesPhone = !Collections.disjoint(mapping.phones(person), details.phones());
    return sharesEmail || (sharesPhone && isSame(details.name().surname(), person.surname()));
  }

  private static boolean isSame(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }
}
