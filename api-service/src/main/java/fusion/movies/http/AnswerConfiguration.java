package fusion.movies.http;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class AnswerConfiguration {

    /** Behind the filter that measures, before the controllers. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    private static final int LONGEST_KEPT = 1 << 20;

    @Bean
    Answers answers(AnswerProperties properties, MeterRegistry metrics) {
        return new Answers(properties.cache().toBytes(), metrics);
    }

    @Bean
    FilterRegistrationBean<AnswerFilter> answerFilter(
            AnswerProperties properties, DataVersion version, Answers answers) {
        var longestKept = properties.cache().toBytes() == 0 ? 0 : LONGEST_KEPT;
        var filter = new FilterRegistrationBean<>(new AnswerFilter(version, answers, longestKept));
        // The routes whose answers come from the films and nothing else.
        filter.addUrlPatterns("/api/*", "/genre/*", "/cast/*", "/title/*", "/year/*");
        filter.setOrder(ORDER + 1);
        return filter;
    }

    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(AnswerProperties properties) {
        var rules = new CorsConfiguration();
        rules.setAllowedOrigins(properties.allowedOrigins());
        rules.addAllowedMethod("GET");
        rules.addAllowedMethod("HEAD");
        rules.addAllowedHeader("*");
        rules.addExposedHeader("ETag");
        rules.addExposedHeader("Link");
        rules.addExposedHeader(RequestIdValve.HEADER);
        rules.setMaxAge(3600L);
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", rules);
        var filter = new FilterRegistrationBean<>(new CorsFilter(source));
        // Without a site that may ask nothing is told of sites at all, and caches need not tell them apart.
        filter.setEnabled(!properties.allowedOrigins().isEmpty());
        filter.setOrder(ORDER);
        return filter;
    }
}
