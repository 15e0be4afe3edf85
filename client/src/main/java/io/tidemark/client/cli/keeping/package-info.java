/** Commands that keep a running server's store safe. Each is a {@link io.tidemark.client.cli.ServerCommand}. */
package io.tidemark.client.cli.keeping;
