/**
 * More load than a server can take, and what becomes of it: an open loop at three times the measured peak.
 *
 * <p>One thread leads; loads and probes have threads of their own. May import: {@code load}, {@code wire} and the client.
 */
package io.tidemark.loadtest.overload;
