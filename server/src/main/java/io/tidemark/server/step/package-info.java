/**
 * The moments at which a crash is most likely to do harm, by name, so that a test can end the process at each.
 *
 * <p>A running server has {@link io.tidemark.server.step.Steps#NONE}; only a test hands another to the constructor of
 * {@code TidemarkServer}, and no setting, option or property leads there. Called on the thread that does the work. Imports
 * nothing.
 */
package io.tidemark.server.step;
