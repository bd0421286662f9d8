/// How a request comes in and an answer goes out, the same for every sandboxed CRM.
///
/// A *call* is what was asked, a *reply* is what is answered, a *delivery* says how the reply
/// travels (whole, cut, slowly). The *routes* of a CRM name its operations. The *front* is the only
/// place that knows the embedded server.
@NullMarked
package com.nurturehub.crm.sandbox.http;

import org.jspecify.annotations.NullMarked;
