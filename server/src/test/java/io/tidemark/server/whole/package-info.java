/**
 * Tests of the whole server, from outside: scenario files, a client in another language, the server as a process of its
 * own. Everything goes through the public API.
 */
package io.tidemark.server.whole;
