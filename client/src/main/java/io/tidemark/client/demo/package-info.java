/**
 * The sample portfolio, and what it shows.
 *
 * <p>{@link io.tidemark.client.demo.SampleMonth} is the calendar, {@link io.tidemark.client.demo.SamplePortfolio} who is
 * measured, {@link io.tidemark.client.demo.SampleReadings} what each meter sends, with all that goes wrong in it; the same
 * every time, on every machine. {@link io.tidemark.client.demo.Demo} streams it through the public API and asks what a user
 * would. Runs on the main thread; two threads of it make the readings. May import: the client library and {@code
 * cli.output}.
 */
package io.tidemark.client.demo;
