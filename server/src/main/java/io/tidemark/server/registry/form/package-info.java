/**
 * The registry's entities as messages: what a message must look like whatever the registry holds, how it becomes an entity,
 * and how an entity becomes a message again.
 *
 * <p>One class a kind, with up to three functions: {@code check} refuses a message and names the field, {@code read} makes
 * an entity of one that was checked (when, does not matter: a journal record is read without being checked again, so that
 * a limit that became tighter never stands in the way of recovery), {@code write} goes back. Absent settings come back as
 * the defaults that hold. Runs on any thread; may import the contract's messages, {@code metering} and {@code refusal}.
 */
package io.tidemark.server.registry.form;
