# The figures of figures.json, by R. Run: Rscript tests/golden/statistics/figures.R   (see README.md beside this file)
suppressPackageStartupMessages({
  library(psych); library(multilevel); library(lavaan); library(survey); library(jsonlite)
})
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
read <- function(name) read.csv(file.path(here, "..", "..", "data", "climate", name))

attitude <- read("attitude.csv")[, -1]
bhr <- read("bhr2000.csv")
cohesion <- read("cohesion.csv")
swiss <- round(read("swiss.csv") * 100)      # whole hundredths: mentorscan's sums are whole numbers
mtcars <- round(read("mtcars.csv") * 10)
lead <- grep("^A", names(bhr), value = TRUE)  # the eleven items AF06 ... AS28
coh <- grep("^COH", names(cohesion), value = TRUE)

reliability <- function(items) {
  full <- na.omit(items)
  fit <- suppressWarnings(psych::alpha(full, warnings = FALSE))
  feldt <- psych::alpha.ci(fit$total$raw_alpha, n.obs = nrow(full), n.var = ncol(full))
  values <- eigen(cor(full))$values
  list(n = nrow(full), alpha = fit$total$raw_alpha, feldt = c(feldt$lower.ci, feldt$upper.ci),
       item_rest = fit$item.stats$r.drop, alpha_if_dropped = fit$alpha.drop$raw_alpha,
       eigenvalue_ratio = values[1] / values[2])
}

omega_of <- function(items) {  # one factor by ML on the raw covariance of complete rows, model-implied
  full <- na.omit(items)
  fit <- suppressWarnings(cfa(paste("f =~", paste(names(full), collapse = " + ")), data = full, std.lv = TRUE))
  found <- lavInspect(fit, "est")
  common <- sum(found$lambda)^2
  # the other figures that go by the same name, to show how far they are: standardised, and minres by psych::fa
  std <- lavInspect(fit, "std")
  minres <- suppressWarnings(fa(cor(full), nfactors = 1, fm = "minres"))
  list(omega = common / (common + sum(diag(found$theta))), smallest_residual = min(diag(found$theta)),
       standardised = sum(std$lambda)^2 / (sum(std$lambda)^2 + sum(diag(std$theta))),
       minres = sum(minres$loadings)^2 / (sum(minres$loadings)^2 + sum(minres$uniquenesses)))
}

agreement_by <- function(items, group) {  # rows with an answer missing are dropped by multilevel
  skewed <- multilevel::rwg.j(items, group, ranvar = 1.34)
  uniform <- multilevel::rwg.j(items, group, ranvar = 2)
  lindell <- multilevel::rwg.j.lindell(items, group, ranvar = 2)
  distance <- multilevel::ad.m(items, group)
  stopifnot(identical(uniform$grpid, lindell[[1]]), identical(uniform$grpid, distance$grpid))
  list(group = uniform$grpid, r_wg_j = uniform$rwg.j, r_wg_j_skewed = skewed$rwg.j,
       r_wg_star = lindell[[2]], ad_m = distance$AD.M)
}

icc_of <- function(y, group) {
  table <- anova(lm(y ~ factor(group)))
  between <- table$`Mean Sq`[1]; within <- table$`Mean Sq`[2]
  size <- as.vector(base::table(group)); n0 <- (sum(size) - sum(size^2) / sum(size)) / (length(size) - 1)
  fit <- aov(y ~ factor(group))
  list(msb = between, msw = within, n0 = n0, icc1 = (between - within) / (between + (n0 - 1) * within),
       icc2 = (between - within) / between,
       icc1_of_multilevel = multilevel::ICC1(fit), icc2_of_multilevel = multilevel::ICC2(fit))
}

# A group against the whole: Welch's test against everyone else; group - whole = (1 - n_g / N) (group - rest)
against_rest <- function(y, member) {
  test <- t.test(y[member], y[!member])
  share <- 1 - mean(member)
  list(n = c(sum(member), sum(!member)), difference = mean(y[member]) - mean(y),
       squared_errors = share^2 * c(var(y[member]) / sum(member), var(y[!member]) / sum(!member)),
       interval = share * as.vector(test$conf.int), p = test$p.value)
}
companies <- split(seq_len(nrow(bhr)), bhr$GRP)
score <- rowMeans(bhr[, lead])
tests <- lapply(companies, function(rows) against_rest(score, seq_len(nrow(bhr)) %in% rows))
p <- sapply(tests, function(each) each$p)

wilson <- function(x, n) as.vector(suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int)

# A simple random sample of n of N: survey's standard error
srs <- function(y, N) {
  design <- svydesign(ids = ~1, fpc = rep(N, length(y)), data = data.frame(y = y))
  list(n = length(y), people = N, mean = mean(y), se = as.vector(SE(svymean(~y, design))))
}

# Raking 5,400 people to headcounts of two variables: religion item (1-5) and hours of work in three bands
bhr$band <- cut(bhr$HRS, c(-Inf, 10, 12, Inf), labels = c("short", "middle", "long"))
margins <- list(c(`1` = 3000, `2` = 2500, `3` = 2500, `4` = 1500, `5` = 500),
                c(short = 2600, middle = 4400, long = 3000))
raked <- rake(svydesign(ids = ~1, weights = ~one, data = transform(bhr, one = 1)), list(~RELIG, ~band),
              list(data.frame(RELIG = 1:5, Freq = margins[[1]]),
                   data.frame(band = names(margins[[2]]), Freq = margins[[2]])),
              control = list(maxit = 1000, epsilon = 1e-9))
bhr$w <- weights(raked) / mean(weights(raked))
cells <- aggregate(cbind(n = 1, w = bhr$w), list(relig = bhr$RELIG, band = as.character(bhr$band)), sum)
weighted <- svydesign(ids = ~1, weights = ~w, data = bhr)  # the weights as given: no gain from raking is claimed
weighted_mean <- svymean(~AF06, weighted)

# The mean of two hallmarks' means where some people miss one: linearised by survey (with replacement, n / (n - 1))
some <- bhr[1:400, ]
some$a <- ifelse(some$HRS > 13, NA, some$AF06); some$b <- ifelse(some$RELIG == 5, NA, some$AS14)
some <- some[!(is.na(some$a) & is.na(some$b)), ]
some$has_a <- !is.na(some$a); some$has_b <- !is.na(some$b)
some$xa <- ifelse(some$has_a, some$a, 0); some$xb <- ifelse(some$has_b, some$b, 0)
some$za <- as.numeric(some$has_a); some$zb <- as.numeric(some$has_b)
totals <- svytotal(~xa + za + xb + zb, svydesign(ids = ~1, weights = rep(1, nrow(some)), data = some))
overall <- svycontrast(totals, quote((xa / za + xb / zb) / 2))
one_of_two <- svycontrast(totals, quote((3 * xa / za + 0.5 * xb / zb) / 2))

# Drivers: LMG by lm() on every subset; Johnson's weights by the singular value decomposition of his paper
drivers <- function(data, outcome) {
  x <- setdiff(names(data), outcome)
  r2 <- function(set) if (length(set)) summary(lm(data[[outcome]] ~ ., data[set]))$r.squared else 0
  lmg <- sapply(x, function(one) {
    others <- setdiff(x, one)
    sum(unlist(lapply(0:length(others), function(size) {
      sets <- if (size) combn(others, size, simplify = FALSE) else list(character())
      sapply(sets, function(set) (r2(c(set, one)) - r2(set)) / (length(x) * choose(length(others), size)))
    })))
  })
  z <- scale(as.matrix(data[x])) / sqrt(nrow(data) - 1); y <- scale(data[[outcome]]) / sqrt(nrow(data) - 1)
  parts <- svd(z); nearest <- parts$u %*% t(parts$v)
  list(predictors = x, outcome = outcome, r = as.vector(cor(data[x], data[[outcome]])), r2 = r2(x),
       relative_weights = as.vector((t(nearest) %*% z)^2 %*% (t(nearest) %*% y)^2), shapley = unname(lmg))
}

figures <- list(
  versions = c(list(R = R.version.string),
               sapply(c("psych", "multilevel", "lavaan", "survey", "jsonlite"),
                      function(name) as.character(packageVersion(name)), simplify = FALSE)),
  reliability = list(attitude = reliability(attitude), bhr2000 = reliability(bhr[lead]),
                     cohesion = reliability(cohesion[coh])),
  omega = list(attitude = omega_of(attitude), bhr2000 = omega_of(bhr[lead]),
               bhr2000_first_60 = omega_of(bhr[1:60, lead]), bhr2000_four_items = omega_of(bhr[lead[1:4]]),
               bhr2000_three_items = omega_of(bhr[lead[1:3]]),
               bhr2000_ten_people = omega_of(bhr[1:10, lead[1:5]]),  # two cases with a negative residual variance
               bhr2000_twenty_people = omega_of(bhr[261:280, lead[1:4]]),
               cohesion = omega_of(cohesion[coh]),
               swiss = omega_of(swiss)),
  spearman_brown = with(bhr, 2 * cor(AF06, AF07) / (1 + cor(AF06, AF07))),
  agreement = list(bhr2000 = agreement_by(bhr[lead], bhr$GRP),
                   cohesion = agreement_by(cohesion[coh], paste(cohesion$UNIT, cohesion$PLATOON, sep = "/"))),
  icc = list(LEAD = icc_of(score, bhr$GRP), HRS = icc_of(bhr$HRS, bhr$GRP), RELIG = icc_of(bhr$RELIG, bhr$GRP)),
  against_rest = list(tests = unname(tests), adjusted = unname(p.adjust(p, "BH"))),
  wilson = lapply(list(c(0, 10), c(10, 10), c(1, 1), c(12, 24), c(1, 3), c(2206, 5400)),
                  function(each) list(x = each[1], n = each[2], interval = wilson(each[1], each[2]))),
  mean = list(n = nrow(bhr), mean = mean(bhr$AF06), sd = sd(bhr$AF06),
              interval = as.vector(t.test(bhr$AF06)$conf.int)),
  sample = list(srs(attitude$rating, 40), srs(attitude$rating, 30)),
  correlation = cor(attitude),
  raking = list(margins = lapply(margins, as.list), cells = cells, deff = nrow(bhr) * sum(bhr$w^2) / sum(bhr$w)^2,
                mean = as.vector(weighted_mean), se = as.vector(SE(weighted_mean))),
  overall = list(n = nrow(some), mean = as.vector(overall), se = as.vector(SE(overall)),
                 weighted_se = as.vector(SE(one_of_two))),
  drivers = list(mtcars = drivers(mtcars, "mpg"), swiss = drivers(swiss, "Fertility"),
                 attitude = drivers(attitude, "rating"))
)
writeLines(toJSON(figures, auto_unbox = TRUE, digits = I(15), pretty = TRUE, null = "null", na = "null"),
           file.path(here, "figures.json"))
