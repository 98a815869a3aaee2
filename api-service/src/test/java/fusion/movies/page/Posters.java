package fusion.movies.page;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Random;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Draws posters at /posters/WIDTHxHEIGHT-NUMBER.svg, since tests cannot reach other sites. Not a component, so that only services that register it have it. */
class Posters {

    static String url(int width, int height, int number) {
        return "/posters/%dx%d-%d.svg".formatted(width, height, number);
    }

    @Bean
    ServletRegistrationBean<HttpServlet> posterServlet() {
        return new ServletRegistrationBean<>(new Drawing(), "/posters/*");
    }

    private static final class Drawing extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String[] numbers = request.getPathInfo().split("[^0-9]+");
            if (numbers.length < 4) {
                response.sendError(404);
                return;
            }
            response.setContentType("image/svg+xml");
            response.getWriter()
                    .write(svg(
                            Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]), Integer.parseInt(numbers[3])));
        }

        private static String svg(int width, int height, int number) {
            Random random = new Random(number * 7919L);
            int hue = random.nextInt(360);
            StringBuilder svg = new StringBuilder("""
                    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
                    <defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="hsl(%3$d 45%% 62%%)"/><stop offset="1" stop-color="hsl(%4$d 50%% 22%%)"/></linearGradient></defs>
                    <rect width="100%%" height="100%%" fill="url(#g)"/>
                    """.formatted(width, height, hue, (hue + 40) % 360));
            svg.append("<circle cx='%d' cy='%d' r='%d' fill='hsl(%d 80%% 75%%)' fill-opacity='.9'/>"
                    .formatted(
                            width * (20 + random.nextInt(60)) / 100,
                            height * (15 + random.nextInt(35)) / 100,
                            Math.min(width, height) * (10 + random.nextInt(22)) / 100,
                            (hue + 180) % 360));
            for (int hill = 0; hill < 3; hill++) {
                int top = height * (48 + hill * 14 + random.nextInt(12)) / 100;
                svg.append("<path d='M0 %d Q%d %d %d %d T%d %d V%d H0Z' fill='hsl(%d 45%% %d%%)'/>"
                        .formatted(
                                top,
                                width / 4,
                                top - height * random.nextInt(20) / 100,
                                width / 2,
                                top,
                                width,
                                top + random.nextInt(30),
                                height,
                                (hue + 20 * hill) % 360,
                                34 - hill * 10));
            }
            return svg.append("</svg>").toString();
        }
    }
}
