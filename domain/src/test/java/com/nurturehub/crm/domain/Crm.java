package com.nurturehub.crm.domain;

import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactField;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// A CRM to test with, by what it can do; one that can do everything, less what a test takes away.
public record Crm(
    Set<ContactField> readable,
    Set<ContactField> writable,
    Set<Channel> consentWritable,
    Map<ContactField, Integer> lengths,
    int emailsMax,
    int phonesMax,
    Set<ContactCategory> categories) {

  public static Crm able() {
    return new Crm(
        EnumSet.allOf(ContactField.class),
        EnumSet.allOf(ContactField.class),
        EnumSet.allOf(Channel.class),
        Map.of(),
        50,
        50,
        EnumSet.allOf(ContactCategory.class));
  }

  public Crm notWriting(ContactField field) {
    var fewer = EnumSet.copyOf(writable);
    fewer.remove(field);
    return new Crm(readable, fewer, consentWritable, lengths, emailsMax, phonesMax, categories);
  }

  public Crm notReading(ContactField field) {
    var fewer = EnumSet.copyOf(readable);
    fewer.remove(field);
    return new Crm(fewer, writable, consentWritable, lengths, emailsMax, phonesMax, categories);
  }

  public Crm notTakingConsent() {
    return new Crm(readable, writable, Set.of(), lengths, emailsMax, phonesMax, categories);
  }

  public Crm keepingLetters(ContactField field, int most) {
    var shorter = new EnumMap<ContactField, Integer>(ContactField.class);
    shorter.putAll(lengths);
    shorter.put(field, most);
    return new Crm(readable, writable, consentWritable, shorter, emailsMax, phonesMax, categories);
  }

  public Crm keepingEmails(int most) {
    return new Crm(readable, writable, consentWritable, lengths, most, phonesMax, categories);
  }

  public Crm knowing(ContactCategory... few) {
    return new Crm(readable, writable, consentWritable, lengths, emailsMax, phonesMax, Set.of(few));
  }

  public Capabilities capabilities() {
    return new Capabilities(
        readable,
        writable,
        EnumSet.allOf(Channel.class),
        consentWritable,
        true,
        EnumSet.allOf(SignalKind.class),
        true,
        true,
        true,
        true,
        Guard.VERSION_TAG,
        lengths,
        emailsMax,
        phonesMax,
        categories,
        new RateLimits(20, 0, 5));
  }
}
