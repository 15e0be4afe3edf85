package io.tidemark.server.registry.form;

import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.RuleList;
import io.tidemark.server.metering.filling.RuleSettings;
import io.tidemark.server.metering.filling.SeriesKind;
import io.tidemark.server.metering.filling.SettingProblem;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.FillingRuleKind;
import java.util.List;

/** The filling rules of a type as messages. */
final class FillingRulesForm {

    private FillingRulesForm() {}

    static void check(List<io.tidemark.v1.FillingRule> messages, SeriesKind kind, FieldPath path) {
        Fields.checkCount(path, "rules", messages.size(), FillingRule.values().length);
        for (int i = 0; i < messages.size(); i++) {
            io.tidemark.v1.FillingRule message = messages.get(i);
            FieldPath at = path.element("rules", i);
            if (message.getRule() == FillingRuleKind.FILLING_RULE_KIND_UNSPECIFIED) {
                throw Fields.missing(at, "rule");
            }
            Fields.checkKnown(at, "rule", message.getRuleValue(), message.getRule() != FillingRuleKind.UNRECOGNIZED);
        }
        if (messages.isEmpty()) {
            return;
        }
        List<SettingProblem> problems = RuleList.problems(kind, settings(messages));
        if (!problems.isEmpty()) {
            SettingProblem problem = problems.get(0);
            throw Refusal.invalid(
                    Reason.BAD_FILLING_RULES,
                    path.field(Names.snakeCase(problem.field())).toString(),
                    problem.value(),
                    problem.message());
        }
    }

    static RuleList read(List<io.tidemark.v1.FillingRule> messages, SeriesKind kind) {
        return messages.isEmpty() ? RuleList.defaultFor(kind) : new RuleList(kind, settings(messages));
    }

    private static List<RuleSettings> settings(List<io.tidemark.v1.FillingRule> messages) {
        return messages.stream().map(FillingRulesForm::settings).toList();
    }

    private static RuleSettings settings(io.tidemark.v1.FillingRule message) {
        return new RuleSettings(
                FillingRule.valueOf(message.getRule().name()),
                message.hasConsecutiveIntervalsMax() ? Fields.number(message.getConsecutiveIntervalsMax()) : null,
                message.hasLookBackWeeks() ? Fields.number(message.getLookBackWeeks()) : null,
                message.hasLookForwardWeeks() ? Fields.number(message.getLookForwardWeeks()) : null,
                message.hasLikeDaysMin() ? Fields.number(message.getLikeDaysMin()) : null);
    }

    static List<io.tidemark.v1.FillingRule> write(RuleList list) {
        return list.rules().stream().map(FillingRulesForm::write).toList();
    }

    private static io.tidemark.v1.FillingRule write(RuleSettings settings) {
        io.tidemark.v1.FillingRule.Builder message = io.tidemark.v1.FillingRule.newBuilder()
                .setRule(FillingRuleKind.valueOf(settings.rule().name()));
        if (settings.consecutiveIntervalsMax() != null) {
            message.setConsecutiveIntervalsMax(settings.consecutiveIntervalsMax());
        }
        if (settings.lookBackWeeks() != null) {
            message.setLookBackWeeks(settings.lookBackWeeks());
        }
        if (settings.lookForwardWeeks() != null) {
            message.setLookForwardWeeks(settings.lookForwardWeeks());
        }
        if (settings.likeDaysMin() != null) {
            message.setLikeDaysMin(settings.likeDaysMin());
        }
        return message.build();
    }
}
