package com.nurturehub.crm.domain.contact;

/// What a person is to the agency. The first six are prospects, the others existing clients.
public enum ContactCategory {
  SELLER,
  BUYER,
  LANDLORD,
  TENANT_APPLICANT,
  PROPERTY_INVESTOR,
  BTL_INVESTOR,
  ACTIVE_SELLER,
  ACTIVE_BUYER,
  MANAGED_LANDLORD,
  ACTIVE_TENANT,
  ACTIVE_PROPERTY_INVESTOR,
  ACTIVE_BTL_INVESTOR
}
