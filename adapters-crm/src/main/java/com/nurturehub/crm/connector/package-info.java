/// How do we speak with the CRMs? One package per CRM, all with the same silhouette; what they
/// share over HTTP is in `http`. Here they are put together, and *recovering* wraps each of them.
@NullMarked
package com.nurturehub.crm.connector;

import org.jspecify.annotations.NullMarked;
