package com.nurturehub.crm.application.connection;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.connection.Secret;

/// Where secrets of our own making come from: nobody can guess one, and it can stand in an address
/// and in a cookie as it is.
@DrivenPort
@FunctionalInterface
public interface FreshSecrets {

  Secret next();
}
