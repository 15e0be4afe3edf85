/**
 * Callers who mean no good, or know no better: connections by hand, byte by byte, and loads above what the server can do.
 * Each test runs against a server in a process of its own with little memory, while another client goes on asking.
 */
package io.tidemark.server.hostile;
