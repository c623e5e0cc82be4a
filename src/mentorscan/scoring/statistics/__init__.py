"""The statistics: small pure functions of sums. Definitions, defaults and sources: ``docs/statistics.md``.

``None`` stands for a figure that cannot be computed; never 0, never NaN. Sums are whole numbers of any size and stay so
until the last division.
"""

from mentorscan.scoring.statistics.agreement import (
    SLIGHTLY_SKEWED,
    AgreementIndices,
    agreement,
    krippendorff_alpha,
)
from mentorscan.scoring.statistics.association import (
    MOST_PREDICTORS,
    CannotRegressError,
    PairSums,
    Regression,
    correlation,
    regress,
    relative_weights,
    shapley,
)
from mentorscan.scoring.statistics.groups import (
    DifferenceTest,
    Icc,
    benjamini_hochberg,
    difference_test,
    icc,
)
from mentorscan.scoring.statistics.moments import (
    LEVEL,
    Interval,
    Moments,
    finite_population_factor,
    mean_interval,
    moments_of_counts,
    wilson_interval,
)
from mentorscan.scoring.statistics.omega import (
    Omega,
    omega,
)
from mentorscan.scoring.statistics.overall import (
    combined_error,
    linearised_error,
    mean_covariance,
    reaches,
    sustainability_of,
)
from mentorscan.scoring.statistics.raking import (
    CannotRakeError,
    DesignEffect,
    WeightedSums,
    design_effect,
    rake,
    weighted_error,
)
from mentorscan.scoring.statistics.reliability import (
    Listwise,
    alpha_if_dropped,
    alpha_interval,
    correlations,
    cronbach_alpha,
    eigenvalue_ratio,
    item_rest,
    spearman_brown,
)

__all__ = [
    "LEVEL",
    "MOST_PREDICTORS",
    "SLIGHTLY_SKEWED",
    "AgreementIndices",
    "CannotRakeError",
    "CannotRegressError",
    "DesignEffect",
    "DifferenceTest",
    "Icc",
    "Interval",
    "Listwise",
    "Moments",
    "Omega",
    "PairSums",
    "Regression",
    "WeightedSums",
    "agreement",
    "alpha_if_dropped",
    "alpha_interval",
    "benjamini_hochberg",
    "combined_error",
    "correlation",
    "correlations",
    "cronbach_alpha",
    "design_effect",
    "difference_test",
    "eigenvalue_ratio",
    "finite_population_factor",
    "icc",
    "item_rest",
    "krippendorff_alpha",
    "linearised_error",
    "mean_covariance",
    "mean_interval",
    "moments_of_counts",
    "omega",
    "rake",
    "reaches",
    "regress",
    "relative_weights",
    "shapley",
    "spearman_brown",
    "sustainability_of",
    "weighted_error",
    "wilson_interval",
]
