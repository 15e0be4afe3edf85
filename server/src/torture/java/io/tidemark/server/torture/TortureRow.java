package io.tidemark.server.torture;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test class is part of a row of {@code tidemark torture}; the row's name is one of those that {@code
 * io.tidemark.loadtest.torture.TortureRows} lists. Classes may share a row: their counts are added.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TortureTally.class)
public @interface TortureRow {

    /** Name of the row, such as {@code power-loss}. */
    String value();
}
