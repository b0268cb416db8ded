#!/usr/bin/env bash
# From the sentences written for this project to the shipped model of pairs. Usage: runs/pairs.sh OUT
set -euo pipefail
out=$1
cd "$(dirname "$0")/.."
mkdir -p "$out"
python -m dragoman_training.pairs --out "$out/pairs.pt" --epochs 5
python -m dragoman_training.export_pairs --checkpoint "$out/pairs-5.pt" --out ../src/dragoman/lm/model
