package com.nurturehub.crm.application;

import com.nurturehub.crm.application.alert.Alerts;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.CredentialVault;
import com.nurturehub.crm.application.contact.Contacts;
import com.nurturehub.crm.application.contact.Duplicates;
import com.nurturehub.crm.application.contact.Requests;
import com.nurturehub.crm.application.contact.Tombstones;
import com.nurturehub.crm.application.event.EventInbox;
import com.nurturehub.crm.application.event.Subscriptions;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.application.sync.Previews;
import com.nurturehub.crm.application.sync.Quarantine;
import com.nurturehub.crm.application.sync.SyncRuns;

/// Everywhere an agency's data is kept, for wiring use cases to it in one go.
public record Stores(
    Contacts contacts,
    ContactLinks links,
    Connections connections,
    CredentialVault vault,
    SyncRuns runs,
    Quarantine quarantine,
    Outbox outbox,
    HandChanges handChanges,
    AuditTrail audit,
    Alerts alerts,
    Approvals approvals,
    Previews previews,
    Duplicates duplicates,
    Requests requests,
    Tombstones tombstones,
    EventInbox inbox,
    Subscriptions subscriptions,
    SyncLog log) {}
