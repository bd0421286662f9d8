/// The CRMs as local web servers that speak their real wire formats, for the demo, the tests,
/// benchmarks and chaos runs. Never for production.
///
/// [Sandbox#start] starts one server on the loopback address. Each CRM lives under a path prefix of
/// its own, and a connector needs nothing but other base addresses. What a tester can do is offered
/// in this process by [Sandbox], and over HTTP under `/admin`, see
/// [com.nurturehub.crm.sandbox.admin].
@NullMarked
package com.nurturehub.crm.sandbox;

import org.jspecify.annotations.NullMarked;
