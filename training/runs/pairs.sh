#!/usr/bin/env bash
# From the sentences written for this project to the shipped model of pairs. Usage: runs/pairs.sh OUT
set -euo pipefail
out=$1
cd "$(dirname "$0")/.."
mkdir -p "$out"
python -m dragoman_training.pairs --out "$out/first.pt" --epochs 6
python -m dragoman_training.pairs --out "$out/pairs.pt" --start "$out/first-6.pt" --rate 5e-5 --epochs 3
python -m dragoman_training.pairs --out "$out/all.pt" --start "$out/pairs-3.pt" --rate 4e-5 --epochs 1 --all
python -m dragoman_training.export_pairs --checkpoint "$out/all-1.pt" --out ../src/dragoman/lm/model
