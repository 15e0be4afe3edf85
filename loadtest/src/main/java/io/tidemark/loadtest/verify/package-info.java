/**
 * Reads everything back and compares it with what was sent. May import: wire, load's ranges, the client and the contract.
 */
package io.tidemark.loadtest.verify;
