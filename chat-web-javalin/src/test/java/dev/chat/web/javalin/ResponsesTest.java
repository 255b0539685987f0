package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponsesTest {
    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void whatMayDoInAMomentSaysWhen(ProblemCode code) throws Exception {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/", context -> Responses.refuse(context, new Problem(code, "For some reason.")));
        });
        try {
            javalin.start(0);
            URI address = URI.create("http://localhost:" + javalin.port() + "/");
            HttpResponse<String> response =
                    Api.HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(code.status());
            assertThat(response.headers().map().containsKey("Retry-After"))
                    .isEqualTo(code.status() == 429 || code.status() == 503);
        } finally {
            javalin.stop();
        }
    }
}
