/**
 * The quick pass of the delta kernel in vectors, for runtimes that were started with the module {@code
 * jdk.incubator.vector}; {@link io.tidemark.server.metering.delta.SuspectFinders} looks for it. Compiled by itself, since a
 * compiler that is held to a release knows no incubating module. Pure. May import: {@code delta} and that module.
 */
package io.tidemark.server.metering.delta.vector;
