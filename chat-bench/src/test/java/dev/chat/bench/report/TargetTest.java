package dev.chat.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Result;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A contest between two, of whom one does 600 and the other 100. */
class TargetTest {
    private static final List<Result> RESULTS = List.of(result("chat", 600), result("peer", 100));

    @Test
    void aNumberIsComparedWithThatOfAnother() {
        assertThat(against(6).outcome(RESULTS).verdict()).isEqualTo("met");
        assertThat(against(6.1).outcome(RESULTS).verdict()).isEqualTo("missed");
        assertThat(against(6).outcome(RESULTS).value()).contains(6.0);
        assertThat(against(6).words()).isEqualTo("chat's deliveries ≥ 6 × peer's");
    }

    @Test
    void aNumberIsComparedWithALimit() {
        Target target = Target.of("work", "chat", Figure.DELIVERIES, Target.Bound.AT_MOST, 599);

        assertThat(target.outcome(RESULTS).verdict()).isEqualTo("missed");
        assertThat(target.words()).isEqualTo("chat's deliveries ≤ 599 /s");
    }

    @Test
    void whatWasNotMeasuredIsNeitherMetNorMissed() {
        assertThat(against(6).outcome(RESULTS.subList(0, 1)).verdict()).isEqualTo("not measured");
    }

    @Test
    void theTableShowsMediansSpreadAndRatio() {
        StringWriter text = new StringWriter();

        new TextReport(new PrintWriter(text)).print(RESULTS);

        assertThat(text.toString()).contains("600 (500–700)", "100 (0–200) ×0.17");
    }

    private static Target against(double factor) {
        return Target.against("peer", "work", "chat", Figure.DELIVERIES, Target.Bound.AT_LEAST, factor);
    }

    private static Result result(String contender, int deliveries) {
        List<Reading> readings = List.of(reading(deliveries - 100), reading(deliveries), reading(deliveries + 100));
        return new Result(new Work(), contender, readings, List.of());
    }

    private static Reading reading(int deliveries) {
        return Reading.NONE.with(Figure.DELIVERIES, deliveries);
    }

    private static final class Work implements Workload {
        @Override
        public String name() {
            return "work";
        }

        @Override
        public String description() {
            return "some work";
        }

        @Override
        public List<String> contenders() {
            return List.of("chat", "peer");
        }

        @Override
        public Reading run(Trial trial) {
            throw new IllegalStateException("Nobody runs it");
        }
    }
}
