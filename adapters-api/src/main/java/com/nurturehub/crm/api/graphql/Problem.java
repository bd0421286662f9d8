package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.domain.connection.CrmProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Failures that are to be expected, named as the schema names them.
sealed interface Problem {

  String message();

  record CredentialsRefused(String message, Optional<String> field) implements Problem {}

  record CrmUnreachable(String message) implements Problem {}

  record AccountTaken(String message) implements Problem {

    AccountTaken() {
      this("This account is connected by another agency.");
    }
  }

  record CrmNotOffered(String message) implements Problem {

    CrmNotOffered(CrmProvider provider) {
      this("%s cannot be connected yet.".formatted(provider.title()));
    }
  }

  record NotConnected(String message) implements Problem {

    NotConnected(CrmProvider provider) {
      this("%s is not connected.".formatted(provider.title()));
    }
  }

  record SettingRefused(String message) implements Problem {}

  record NothingToRetry(String message) implements Problem {

    NothingToRetry() {
      this("There is nothing left to try again.");
    }
  }

  record NothingToRestore(String message) implements Problem {

    NothingToRestore() {
      this("There is no version to bring back.");
    }
  }

  record ContactErased(String message) implements Problem {

    ContactErased() {
      this("This person was erased, and stays so.");
    }
  }

  record ApartInCrm(String message, List<CrmProvider> crms) implements Problem {

    ApartInCrm(Set<CrmProvider> crms) {
      var ordered = crms.stream().sorted().toList();
      var named = ordered.stream().map(CrmProvider::title).collect(Collectors.joining(" and "));
      this(
          "%s has a record for each of them. Merge them there first; it is on your list now."
              .formatted(named),
          ordered);
    }
  }

  record NoSuchContact(String message) implements Problem {

    NoSuchContact() {
      this("There is no such contact.");
    }
  }

  record NoSuchApproval(String message) implements Problem {

    NoSuchApproval() {
      this("This question was answered already.");
    }
  }

  record NothingToFinish(String message) implements Problem {

    NothingToFinish() {
      this("This change is off the list already.");
    }
  }

  record NoSuchAlert(String message) implements Problem {

    NoSuchAlert() {
      this("This alert is over already.");
    }
  }
}
