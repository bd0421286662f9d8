package com.nurturehub.crm.application;

import java.util.UUID;

/// Where new ids come from. Time-ordered, so that what is made together lies together.
@DrivenPort
@FunctionalInterface
public interface Ids {

  UUID next();
}
