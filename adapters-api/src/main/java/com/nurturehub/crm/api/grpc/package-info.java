/// What NurtureHub's services call. Endpoints translate and delegate; `GrpcStatuses` alone decides
/// how a failure looks on the wire.
@NullMarked
package com.nurturehub.crm.api.grpc;

import org.jspecify.annotations.NullMarked;
