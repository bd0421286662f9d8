/// Tests of the gRPC side.
@NullMarked
package com.nurturehub.crm.api.grpc;

import org.jspecify.annotations.NullMarked;
