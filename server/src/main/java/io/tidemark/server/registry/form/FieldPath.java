package io.tidemark.server.registry.form;

/**
 * Where in a request something stands, such as {@code entities[3].service_point.suppressions[0].from}. The text is put
 * together only when a refusal needs it.
 */
public final class FieldPath {

    /** The request itself. */
    public static final FieldPath REQUEST = new FieldPath(null, "", -1);

    private final FieldPath parent;
    private final String name;
    private final int index;

    private FieldPath(FieldPath parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** A field of what this path leads to. */
    public FieldPath field(String fieldName) {
        return new FieldPath(this, fieldName, -1);
    }

    /** An element of a repeated field of what this path leads to. */
    public FieldPath element(String fieldName, int elementIndex) {
        return new FieldPath(this, fieldName, elementIndex);
    }

    /** The path as text. */
    @Override
    public String toString() {
        if (parent == null) {
            return name;
        }
        String before = parent.toString();
        String here = index < 0 ? name : name + "[" + index + "]";
        return before.isEmpty() ? here : before + "." + here;
    }
}
