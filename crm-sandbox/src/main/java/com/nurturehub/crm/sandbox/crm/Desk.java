package com.nurturehub.crm.sandbox.crm;

import tools.jackson.databind.node.ObjectNode;

/// Where an agent of one customer works, in the CRM's own window: past the API, its limits and its
/// faults. Whatever the CRM would announce about such work, it announces.
///
/// Contacts are written in the CRM's own wire format. An id that does not exist is answered with
/// `IllegalArgumentException`.
public interface Desk {

  /// Returns the new contact's id.
  String create(ObjectNode contact);

  /// The members given replace those of the contact. A `modified` among them is believed, also if
  /// it lies in the future.
  void edit(String id, ObjectNode changes);

  void archive(String id);

  void unarchive(String id);

  /// Takes the contact away and announces it.
  void delete(String id);

  /// Takes the contact away without a word, as an erasure of personal data.
  void erase(String id);

  /// Changes something that the API does not show: only the version and `modified` move.
  void touchUnseen(String id);

  /// Edits this share of the live contacts, chosen by the seed, all at the same instant. Without
  /// changes each of them gets a new mobile number. Returns how many.
  int editMany(double percent, ObjectNode changes, boolean announced);

  /// From now on, every answer that contains this contact fails.
  void poison(String id);

  void heal(String id);

  /// Brings the contact into a shape that the CRM's documents do not allow for.
  void deform(String id, Deformity how);

  /// The contact as the API would show it.
  ObjectNode look(String id);
}
