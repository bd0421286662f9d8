package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.domain.link.Base;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The shared fields of hub and CRM held against their base, over the fields this CRM can hold.
///
/// `ours` and `theirs` are the fields each side changed, `differing` those of them that do not
/// agree as the CRM can hold them, `fills` those only one side has a value for. `unseen` are the
/// fields we changed only where this CRM has no room, as the end of a long name: no rival to what
/// it says of others. `before` is the version of ours that the CRM was last compared with.
/// `decided` says that the CRM's version was dealt with before, so that its change is not disputed
/// a second time while our answer to it is on its way.
record DetailsComparison(
    Capabilities capabilities,
    Base base,
    ContactDetails hub,
    ContactDetails crm,
    ContactDetails before,
    Set<ContactField> ours,
    Set<ContactField> unseen,
    Set<ContactField> theirs,
    Set<ContactField> differing,
    Fills fills,
    boolean decided) {

  /// At a first look, the fields one side fills in for the other.
  record Fills(Set<ContactField> onHub, Set<ContactField> onCrm) {

    static final Fills NONE = new Fills(Set.of(), Set.of());
  }

  /// Where the details stand afterwards, and what follows.
  record Settled(
      ContactDetails details,
      Base base,
      Set<ContactField> owed,
      Set<ContactField> contested,
      Set<ContactField> byHand) {}

  static DetailsComparison since(
      Terms terms, Base base, ContactDetails hub, ContactDetails crm, boolean decided) {
    var held = terms.capabilities().readable();
    var theirs = common(crm.differencesFrom(base.crm()), held);
    var ours =
        common(
            union(hub.differencesFrom(base.hub()), common(theirs, agreedToDiffer(terms, base))),
            held);
    var unseen =
        without(without(ours, theirs), fitted(terms, hub, terms.capabilities().fit(base.hub())));
    var differing = without(common(fitted(terms, hub, crm), union(ours, theirs)), unseen);
    return new DetailsComparison(
        terms.capabilities(),
        base,
        hub,
        crm,
        base.hub(),
        ours,
        unseen,
        theirs,
        differing,
        Fills.NONE,
        decided);
  }

  /// No base yet: where both say the same that is the base, elsewhere what the CRM shows stands in
  /// for it, and where values differ both sides count as changed.
  static DetailsComparison first(Terms terms, ContactDetails hub, ContactDetails crm) {
    var onHub = none();
    var onCrm = none();
    var disputed = none();
    var differing = common(fitted(terms, hub, crm), terms.capabilities().readable());
    for (var field : differing) {
      if (field.isEmptyIn(hub)) {
        onHub.add(field);
      } else if (field.isEmptyIn(crm)) {
        onCrm.add(field);
      } else {
        disputed.add(field);
      }
    }
    return new DetailsComparison(
        terms.capabilities(),
        new Base(hub.take(differing, crm), crm),
        hub,
        crm,
        hub,
        disputed,
        none(),
        disputed,
        disputed,
        new Fills(onHub, onCrm),
        false);
  }

  boolean isDispute() {
    return !decided && competes() && !theirs.isEmpty() && !differing.isEmpty();
  }

  private boolean competes() {
    return !unseen.containsAll(ours);
  }

  Settled settle(Optional<Resolution> resolution) {
    return resolution.map(this::resolved).orElseGet(this::undisputed);
  }

  private Settled undisputed() {
    var onlyTheirs = !competes() && !decided;
    return onlyTheirs ? stand(hub.take(differing, theirWord()), none()) : stand(hub, differing);
  }

  /// Where the CRM stands, its changes are taken and what only we changed goes back to the base;
  /// what the CRM cannot hold stays.
  private Settled resolved(Resolution resolution) {
    var toCrm = resolution.standing(Side.CRM);
    var details =
        hub.take(common(toCrm, theirs), theirWord()).take(without(toCrm, theirs), base.hub());
    return stand(details, resolution.standing(Side.HUB));
  }

  /// What the CRM takes is owed, and leaves the base alone until it landed. What it cannot take is
  /// for a person, and the pair is kept as agreed to differ, so that no later edit is disputed
  /// because of it.
  private Settled stand(ContactDetails details, Set<ContactField> hubStands) {
    var filled = details.take(fills.onHub(), theirWord());
    var standing = union(hubStands, fills.onCrm());
    var owed = common(standing, capabilities.writable());
    var byHand = without(standing, owed);
    var agreed = without(union(union(ours, theirs), union(fills.onHub(), byHand)), owed);
    return new Settled(
        filled,
        base.agree(agreed, filled, crm),
        owed,
        without(without(owed, ours), fills.onCrm()),
        byHand);
  }

  /// What a person was asked to change at the CRM by hand. An edit of it there is an answer to
  /// ours, and one of the two is discarded.
  private static Set<ContactField> agreedToDiffer(Terms terms, Base base) {
    var sent = terms.capabilities().fit(base.hub());
    var fields = none();
    for (var field : sent.differencesFrom(base.crm())) {
      if (!Spelling.isSpellingOf(field, base.crm(), sent)) {
        fields.add(field);
      }
    }
    return fields;
  }

  /// What the CRM says, and what it has no room for as we have it.
  private ContactDetails theirWord() {
    return capabilities.widen(crm, before, hub);
  }

  private static Set<ContactField> fitted(Terms terms, ContactDetails hub, ContactDetails crm) {
    return terms.capabilities().fit(hub).differencesFrom(crm);
  }

  private static Set<ContactField> none() {
    return EnumSet.noneOf(ContactField.class);
  }

  private static Set<ContactField> common(Set<ContactField> one, Set<ContactField> other) {
    var fields = none();
    fields.addAll(one);
    fields.retainAll(other);
    return fields;
  }

  private static Set<ContactField> union(Set<ContactField> one, Set<ContactField> other) {
    var fields = none();
    fields.addAll(one);
    fields.addAll(other);
    return fields;
  }

  private static Set<ContactField> without(Set<ContactField> one, Set<ContactField> other) {
    var fields = none();
    fields.addAll(one);
    fields.removeAll(other);
    return fields;
  }
}
