/// A real PostgreSQL for tests: one server for all tests of a JVM, one fresh, migrated database for
/// each test that asks. The migrations and roles are those on the test's class path, the same that
/// run in production.
@NullMarked
package com.nurturehub.crm.testkit.postgres;

import org.jspecify.annotations.NullMarked;
