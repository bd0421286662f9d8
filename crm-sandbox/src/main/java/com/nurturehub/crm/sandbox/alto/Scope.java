package com.nurturehub.crm.sandbox.alto;

import java.util.List;

/// What an integration may be granted, named after the routes.
final class Scope {

  static final String CONTACTS = "alto/route:get-contacts";
  static final String CONTACTS_ALL = "alto/route:get-contacts-all";
  static final String CONTACTS_SEARCH = "alto/route:get-contacts-search";
  static final String CONTACT = "alto/route:get-contacts-contactid";
  static final String PERSONS = "alto/route:get-contacts-contactid-persons";
  static final String PERSON = "alto/route:patch-contacts-contactid-persons-personid";
  static final String PREFERENCES = "alto/route:post-contacts-contactid-preferences";
  static final String NOTES = "alto/route:post-file-notes";
  static final String NOTE = "alto/route:get-file-notes-filenoteid";
  static final String NOTES_SEARCH = "alto/route:get-file-notes-search";
  static final String INTEGRATION = "alto/route:get-partners-integration";
  static final String INTEGRATION_STATUS = "alto/route:post-partners-integration-status";
  static final String BRANCHES = "alto/route:get-branches";
  static final String BRANCH = "alto/route:get-branches-branchid";
  static final String NEGOTIATORS = "alto/route:get-negotiators";
  static final String NEGOTIATOR = "alto/route:get-negotiators-negotiatorid";
  static final String PARAMETERS = "alto/route:get-parameters-";

  static final List<String> ALL =
      List.of(
          CONTACTS,
          CONTACTS_ALL,
          CONTACTS_SEARCH,
          CONTACT,
          PERSONS,
          PERSON,
          PREFERENCES,
          NOTES,
          NOTE,
          NOTES_SEARCH,
          INTEGRATION,
          INTEGRATION_STATUS,
          BRANCHES,
          BRANCH,
          NEGOTIATORS,
          NEGOTIATOR,
          PARAMETERS + "client-positions",
          PARAMETERS + "client-intentions",
          PARAMETERS + "client-disposal-statuses",
          PARAMETERS + "lead-sources");

  private Scope() {}
}
