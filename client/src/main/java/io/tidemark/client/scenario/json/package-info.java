/**
 * JSON as scenario files need it: values that know the line they were written on, an object read key by key so that a
 * misspelt key is found, and results written the same way each time.
 *
 * <p>Values never change, so any thread may hold them; {@link io.tidemark.client.scenario.json.Fields} belongs to the
 * thread that reads the file. May import: {@code java.base} and Jackson's streaming core.
 */
package io.tidemark.client.scenario.json;
