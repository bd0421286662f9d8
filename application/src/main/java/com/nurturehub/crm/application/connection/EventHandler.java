package com.nurturehub.crm.application.connection;

import java.net.URI;

/// Where a CRM shall deliver its messages for one connection.
public record EventHandler(URI address) {}
