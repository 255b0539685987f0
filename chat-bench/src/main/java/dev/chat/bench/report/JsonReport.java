package dev.chat.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chat.bench.contest.Result;
import java.util.List;

/** What came of a contest, for a program. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {}

    /**
     * {@return all results and targets as JSON}
     *
     * @param machine where and when it was measured
     */
    public static String of(String machine, List<Result> results, List<Target.Outcome> outcomes) {
        ObjectNode json = JSON.createObjectNode();
        json.put("machine", machine);
        ArrayNode all = json.putArray("results");
        results.forEach(result -> add(result, all.addObject()));
        ArrayNode targets = json.putArray("targets");
        for (Target.Outcome outcome : outcomes) {
            ObjectNode target = targets.addObject();
            target.put("workload", outcome.target().measured().workload());
            target.put("target", outcome.target().words());
            outcome.value().ifPresent(value -> target.put("reached", value));
            target.put("verdict", outcome.verdict());
        }
        return json.toPrettyString();
    }

    private static void add(Result result, ObjectNode json) {
        json.put("workload", result.workload().name());
        json.put("contender", result.contender());
        json.put("rounds", result.readings().size());
        ArrayNode figures = json.putArray("figures");
        result.spreads().forEach((figure, spread) -> {
            ObjectNode each = figures.addObject();
            each.put("name", figure.name());
            each.put("unit", figure.unit());
            if (figure.at() > 0) {
                each.put("at", figure.at());
            }
            each.put("median", spread.median());
            each.put("least", spread.least());
            each.put("most", spread.most());
        });
        result.failures().forEach(json.putArray("failures")::add);
    }
}
