package io.tidemark.client.cli;

import io.tidemark.v1.ComponentSelection;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which components a question is about. */
public final class SelectionOptions {

    @Parameters(paramLabel = "COMPONENT", arity = "0..*", description = "ids of measuring components")
    private List<String> components = List.of();

    @Option(names = "--all", description = "every component")
    private boolean all;

    @Option(names = "--type", paramLabel = "ID", description = "only those of a type")
    private String type = "";

    @Option(names = "--service-point", paramLabel = "ID", description = "only those ever installed at a service point")
    private String servicePoint = "";

    @Option(names = "--provider", paramLabel = "ID", description = "only those of a provider")
    private String provider = "";

    /**
     * The selection.
     *
     * @throws UsageException when nothing says which components are meant
     */
    public ComponentSelection selection() {
        boolean filtered = !type.isEmpty() || !servicePoint.isEmpty() || !provider.isEmpty();
        if (components.isEmpty() && !all && !filtered) {
            throw new UsageException(
                    "which components? Give their ids, or --all, --type, --service-point or --provider");
        }
        if (!components.isEmpty() && all) {
            throw new UsageException("--all and ids of components exclude each other");
        }
        return ComponentSelection.newBuilder()
                .addAllComponents(components)
                .setAll(all)
                .setType(type)
                .setServicePoint(servicePoint)
                .setProvider(provider)
                .build();
    }
}
