package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import com.nurturehub.crm.domain.push.ContactChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One account at a CRM: its records, its own clock, and a memory of everything it was told.
final class SimCrm {

  private final CrmModel model;
  private final InstantSource clock;
  private final Duration skew;
  private final boolean coarse;
  private final TreeMap<String, Card> cards = new TreeMap<>();
  private final List<String> overwritten = new ArrayList<>();
  private final List<Instant> touches = new ArrayList<>();
  private int writes;
  private int lastId;
  private boolean revoked;
  private Instant quietUntil = Instant.EPOCH;
  private int disturbances;
  private Consumer<ExternalId> whenTold = _ -> {};

  SimCrm(CrmModel model, InstantSource clock, Duration skew, boolean coarse) {
    this.model = model;
    this.clock = clock;
    this.skew = skew;
    this.coarse = coarse;
  }

  /// A record as it stands.
  private static final class Card {

    private final ExternalId id;
    private final Instant created;
    private ContactDetails details;
    private final Map<Channel, Claim> consents = new EnumMap<>(Channel.class);
    private Instant modified;
    private int version = 1;
    private boolean archived;
    private Optional<Instant> toldAt = Optional.empty();
    private boolean isLookedAt = true;
    private Optional<ContactId> reference = Optional.empty();
    private Optional<ContactId> madeFor = Optional.empty();
    private boolean isAnothers;
    private final Map<Channel, Instant> saidAt = new EnumMap<>(Channel.class);

    Card(ExternalId id, ContactDetails details, Instant created) {
      this.id = id;
      this.details = details;
      this.created = created;
      this.modified = created;
    }
  }

  CrmModel model() {
    return model;
  }

  int writes() {
    return writes;
  }

  /// What an unguarded write ran over: the published window.
  List<String> overwritten() {
    return overwritten;
  }

  void revoke(boolean now) {
    revoked = now;
  }

  boolean isRevoked() {
    return revoked;
  }

  /// The CRM's own time, as its stamps show it.
  Instant stamp() {
    var now = clock.instant().plus(skew);
    return coarse ? now.truncatedTo(ChronoUnit.SECONDS) : now;
  }

  /// The CRM's own time, as its answers carry it: to the second.
  Instant date() {
    return clock.instant().plus(skew).truncatedTo(ChronoUnit.SECONDS);
  }

  // What people do there.

  ExternalId typeIn(ContactDetails details) {
    var id = new ExternalId("%s-%05d".formatted(model.name().charAt(0), ++lastId));
    touches.add(clock.instant());
    touches.add(clock.instant());
    cards.put(id.value(), new Card(id, model.capabilities().fit(details), stamp()));
    return id;
  }

  List<ExternalId> ids() {
    return cards.values().stream().map(card -> card.id).toList();
  }

  /// Saving the same value again is no edit.
  boolean edit(ExternalId id, ContactField field, ContactDetails value) {
    var card = card(id);
    var edited = card.details.take(List.of(field), model.capabilities().fit(value));
    if (edited.equals(card.details)) {
      return false;
    }
    card.details = edited;
    touch(card);
    return true;
  }

  /// Said again counts anew.
  void say(ExternalId id, Channel channel, ConsentStatus status) {
    var card = card(id);
    var claim = new Claim(status, dated());
    if (claim.equals(card.consents.get(channel)) && looksLikeOurWrite(card)) {
      overwritten.add(card.id.value() + channel);
    }
    card.consents.put(channel, claim);
    card.saidAt.put(channel, clock.instant());
    touch(card);
  }

  /// The other published window: the same word again, before our service sees what its own write
  /// became, or under the very stamp of that write where nothing else tells versions apart.
  private boolean looksLikeOurWrite(Card card) {
    return !card.isLookedAt || (!model.guards() && card.toldAt.equals(Optional.of(stamp())));
  }

  /// Our service has seen what its write became, or never will.
  void lookedAt(ExternalId id) {
    Optional.ofNullable(cards.get(id.value())).ifPresent(card -> card.isLookedAt = true);
  }

  void archive(ExternalId id, boolean archived) {
    var card = card(id);
    card.archived = archived;
    touch(card);
  }

  void touchUnseen(ExternalId id) {
    touch(card(id));
  }

  void delete(ExternalId id) {
    cards.remove(id.value());
  }

  boolean isArchived(ExternalId id) {
    return card(id).archived;
  }

  /// Who looks at a record that our service has just written.
  void whenTold(Consumer<ExternalId> looks) {
    whenTold = looks;
  }

  // What our service sees and does.

  Optional<CrmContact> find(ExternalId id) {
    return Optional.ofNullable(cards.get(id.value())).map(this::shown);
  }

  List<CrmContact> byCreation() {
    return sorted(Comparator.comparing((Card card) -> card.created));
  }

  List<CrmContact> changedSince(Instant since) {
    return sorted(Comparator.comparing((Card card) -> card.modified)).stream()
        .filter(contact -> !contact.modifiedAt().isBefore(since))
        .toList();
  }

  Instant createdAt(ExternalId id) {
    return card(id).created;
  }

  Optional<CrmContact> referring(ContactId contact) {
    return cards.values().stream()
        .filter(card -> card.reference.equals(Optional.of(contact)))
        .findFirst()
        .map(this::shown);
  }

  CrmContact create(ContactChange.Create change) {
    var told = ContactDetails.NONE.take(change.content().fields(), change.details());
    var id = new ExternalId("%s-%05d".formatted(model.name().charAt(0), ++lastId));
    var card = new Card(id, model.spell(told), stamp());
    tell(card, change);
    touches.add(clock.instant());
    if (model.leavesReference()) {
      card.reference = Optional.of(change.contact().id());
    }
    cards.put(id.value(), card);
    card.madeFor = Optional.of(change.contact().id());
    writes++;
    whenTold.accept(id);
    return shown(card);
  }

  /// Whom our service had this record made for, where it did and it still is theirs.
  Optional<ContactId> madeFor(ExternalId id) {
    return Optional.ofNullable(cards.get(id.value()))
        .filter(card -> !card.isAnothers)
        .flatMap(card -> card.madeFor);
  }

  void becomesAnothers(ExternalId id, ContactId madeFor) {
    Optional.ofNullable(cards.get(id.value()))
        .filter(card -> card.madeFor.equals(Optional.of(madeFor)))
        .ifPresent(card -> card.isAnothers = true);
  }

  /// How many records our service made for each contact, as far as nobody removed them.
  Collection<Long> creations() {
    return cards.values().stream()
        .flatMap(card -> card.madeFor.stream())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .values();
  }

  CrmContact update(ContactChange.Update change, CrmContact compared, Instant readAt) {
    var card = card(change.externalId());
    noteWhatIsRunOver(card, change, compared, readAt);
    var told = card.details.take(change.content().fields(), change.details());
    card.details = card.details.take(change.content().fields(), model.spell(told));
    tell(card, change);
    if (model.leavesReference()) {
      card.reference = Optional.of(change.contact().id());
    }
    touch(card);
    card.toldAt = Optional.of(card.modified);
    card.isLookedAt = false;
    if (change.content().changesSharedFields() || !change.content().consents().isEmpty()) {
      writes++;
    }
    whenTold.accept(card.id);
    return shown(card);
  }

  /// Only an unguarded CRM lets this happen: somebody edited between our reading and our write.
  private void noteWhatIsRunOver(
      Card card, ContactChange.Update change, CrmContact compared, Instant readAt) {
    for (var field : card.details.differencesFrom(compared.details())) {
      if (change.content().fields().contains(field)) {
        overwritten.addAll(Truth.tokens(card.details));
      }
    }
    for (var channel : change.content().consents()) {
      if (card.saidAt.getOrDefault(channel, Instant.MIN).isAfter(readAt)) {
        overwritten.add(card.id.value() + channel);
      }
    }
  }

  private void tell(Card card, ContactChange change) {
    for (var channel : change.content().consents()) {
      var status = change.contact().consents().on(channel).status();
      card.consents.put(channel, new Claim(status, dated()));
    }
  }

  private Optional<Instant> dated() {
    return model.capabilities().datesConsent() ? Optional.of(stamp()) : Optional.empty();
  }

  /// The CRM was asked not to be called before this time.
  Instant quietUntil() {
    return quietUntil;
  }

  void wantsQuiet(Duration wait) {
    quietUntil = clock.instant().plus(wait);
  }

  void disturbed() {
    disturbances++;
  }

  int disturbances() {
    return disturbances;
  }

  /// When anything gave a record a new stamp, in true time.
  List<Instant> touches() {
    return touches;
  }

  private void touch(Card card) {
    touches.add(clock.instant());
    card.modified = stamp();
    card.version++;
  }

  private Card card(ExternalId id) {
    return Optional.ofNullable(cards.get(id.value())).orElseThrow();
  }

  private List<CrmContact> sorted(Comparator<Card> order) {
    return cards.values().stream()
        .sorted(order.thenComparing(card -> card.id.value()))
        .map(this::shown)
        .toList();
  }

  private CrmContact shown(Card card) {
    return new CrmContact(
        card.id,
        card.details,
        card.consents,
        card.modified,
        card.archived,
        model.guards() ? Optional.of("v" + card.version) : Optional.empty(),
        card.reference,
        Optional.empty());
  }
}
